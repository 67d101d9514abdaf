"""Asking the domains' tables of rights; deny by default."""

from typing import Any, cast

from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request

from lectern.shared.policies import Policy as Table
from lectern.shared.policies import Principal, visitor


def asker(request: Request) -> Principal:
    """The person behind the request; our authentication answers nobody else."""
    return cast(Principal, request.user)


class SignedIn(IsAuthenticated):
    """Whoever is signed in; OPTIONS tells everybody which methods there are."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """May this person?"""
        return request.method == "OPTIONS" or super().has_permission(request, view)


class Policy(BasePermission):
    """Allows what the view's `policy` has a rule for, and only while the rule says yes."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Could this person ever do this?"""
        # A method the resource does not have is a 405, not a 403; OPTIONS only names those it has.
        if view.action in (None, "metadata"):
            return True
        rule = self._table(view).get(view.action)
        return rule is not None and rule(asker(request), None)

    def has_object_permission(self, request: Request, view: Any, obj: Any) -> bool:
        """May this person do this to this thing?"""
        rule = self._table(view).get(view.action)
        return rule is not None and rule(asker(request), obj)

    @staticmethod
    def _table(view: Any) -> Table:
        return getattr(view, "policy", {})


def is_public(view: Any) -> bool:
    """Whether the view's table lets everybody do what it is asked for, signed in or not."""
    rule = getattr(view, "policy", {}).get(getattr(view, "action", None))
    return rule is not None and rule(visitor(), None)
