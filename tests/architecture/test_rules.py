"""Deny by default: what has no rule is refused, and no view forgets to have rules."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from lectern.shared.policies import Principal, anyone, visitor

DOMAINS = (
    "accounts",
    "catalog",
    "learning",
    "certificates",
    "assessment",
    "interchange",
    "notifications",
)


def viewsets() -> list[Any]:
    """What the router knows, with the actions that its routes lead to."""
    from lectern.urls import router

    return [viewset for _prefix, viewset, _name in router.registry]


def routed_actions(viewset: Any) -> set[str]:
    from lectern.urls import router

    actions: set[str] = set()
    for route in router.get_routes(viewset):
        actions |= set(router.get_method_map(viewset, route.mapping).values())
    return actions


@pytest.mark.parametrize("viewset", viewsets(), ids=lambda viewset: viewset.__name__)
def test_every_action_has_a_rule_and_every_rule_an_action(viewset: Any) -> None:
    assert set(viewset.policy) == routed_actions(viewset)


def test_every_table_of_rights_is_in_use() -> None:
    used = [viewset.policy for viewset in viewsets()]
    unused = [
        f"{domain}.{name}"
        for domain in DOMAINS
        if find_spec(f"lectern.{domain}.policies")
        for name, table in tables(import_module(f"lectern.{domain}.policies"))
        if not any(table is one for one in used)
    ]
    assert unused == []


def tables(module: ModuleType) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in vars(module).items():
        if name.isupper() and not name.startswith("_") and isinstance(value, Mapping):
            yield name, value


EVERYBODY = {
    "visitor": visitor(),
    "student": Principal(id=ObjectId(), is_student=True),
    "instructor": Principal(id=ObjectId(), is_instructor=True),
    "admin": Principal(id=ObjectId(), is_admin=True),
}


@pytest.mark.parametrize("who", EVERYBODY.values(), ids=EVERYBODY)
@pytest.mark.parametrize("table", [None, {}, {"retrieve": anyone}])
def test_what_has_no_rule_is_denied_to_everybody(who: Principal, table: Any) -> None:
    from lectern.shared.api.viewsets import Listed

    class Forgotten(Listed):
        """A resource whose author forgot its rule."""

        if table is not None:
            policy = table

    request = APIRequestFactory().get("/")
    force_authenticate(request, user=who if who.id else None)
    response = Forgotten.as_view({"get": "list"})(request)
    assert response.status_code == (403 if who.id else 401)


def views_without_a_table() -> list[Any]:
    """Views of the URL configuration that are not resources of the router."""
    from django.urls import get_resolver

    def walk(patterns: Any) -> Iterator[Any]:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.callback

    found = {getattr(view, "view_class", None) for view in walk(get_resolver().url_patterns)}
    return sorted(
        (view for view in found if view and issubclass(view, APIView)), key=lambda v: v.__name__
    )


@pytest.mark.parametrize("view", views_without_a_table(), ids=lambda view: view.__name__)
def test_a_view_without_a_table_says_itself_who_may_use_it(view: Any) -> None:
    assert view.permission_classes is not APIView.permission_classes
