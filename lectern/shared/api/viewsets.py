"""The base of every resource: it translates between HTTP and the domain, nothing more."""

import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from bson import ObjectId
from pymongo.client_session import ClientSession
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from lectern.shared import audit
from lectern.shared.api.expansions import Expansion
from lectern.shared.api.failures import Errors
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.listing import Listing
from lectern.shared.api.pagination import KeysetPagination
from lectern.shared.api.permissions import asker
from lectern.shared.api.preconditions import held
from lectern.shared.errors import FieldError, Invalid, NotFound
from lectern.shared.etags import tag
from lectern.shared.policies import Policy, Principal, Row
from lectern.shared.selection import Selection

# What changes a resource is compared with what `If-Match` names.
COMPARED = frozenset({"PUT", "PATCH", "DELETE"})


class _Made(threading.local):
    """The serializers that one thread has made."""

    def __init__(self) -> None:
        self.by_action: dict[tuple[type, str | None], Any] = {}


_made = _Made()


def object_id(text: str) -> ObjectId:
    """An id out of a path; one that cannot exist is not found."""
    if not ObjectId.is_valid(text):
        raise NotFound
    return ObjectId(text)


class ResourceViewSet(Repeatable, GenericViewSet):
    """A resource over rows of a selection.

    A subclass names its `policy`, its `listing` and its `serializer_class`, the `errors` of its
    services by action, answers what its asker may see (`get_queryset`), and mixes in the verbs it
    has.
    """

    policy: ClassVar[Policy] = {}
    errors: ClassVar[Errors] = {}
    listing: ClassVar[Listing] = Listing()
    expansions: ClassVar[Mapping[str, Expansion]] = {}
    lookup_value_regex = "[^/]+"
    pagination_class = KeysetPagination
    filter_backends = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A change that is not compared with what `If-Match` names is not made under it."""
        super().initial(request, *args, **kwargs)
        if request.method in COMPARED and not self.compares(request.method):
            with held(request, lambda _session: None):
                pass

    def compares(self, method: str) -> bool:
        """Whether the actions of this method let nothing happen that `If-Match` forbids."""
        return isinstance(self, Removed if method == "DELETE" else Changed)

    @property
    def who(self) -> Principal:
        """The person behind the request."""
        return asker(self.request)

    @property
    def me(self) -> ObjectId:
        """The id of that person, in actions that need one to be signed in."""
        if self.who.id is None:
            raise NotAuthenticated
        return self.who.id

    def get_queryset(self) -> Selection:
        """What this person may see."""
        raise NotImplementedError

    def get_object(self) -> Row:
        """The row that the path names, if its asker may see it and do this to it."""
        row = self.get_queryset().get(object_id(self.kwargs["pk"]))
        self.check_object_permissions(self.request, row)
        return row

    def body(self, **options: Any) -> dict[str, Any]:
        """The validated body of the request."""
        serializer = self.get_serializer(data=self.request.data, **options)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Rows as they are answered, with the expansions that the request asks for."""
        return self.expanded(self._shower().to_representation(rows))

    def expanded(self, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answers with summaries in place of the references that the request wants inlined."""
        for name in self._asked_expansions():
            referring = [row for row in results if row.get(name)]
            found = self.expansions[name].find({ObjectId(row[name]) for row in referring})
            for row in referring:
                row[name] = found.get(ObjectId(row[name]))
        return results

    def _shower(self) -> Any:
        """The serializer that shows rows for this action, made once in each thread.

        Making one copies all its fields, which costs more than showing twenty rows.
        """
        key = (type(self), self.action)
        shower = _made.by_action.get(key)
        if shower is None:
            shower = _made.by_action[key] = self.get_serializer(many=True)
        shower._context = self.get_serializer_context()
        return shower

    def answer(self, row_id: ObjectId | str, code: int = status.HTTP_200_OK) -> Response:
        """The row as it is now."""
        response = Response(self._shown_now(row_id), status=code)
        response.add_post_render_callback(tag)  # it is what a GET of the row shows
        return response

    def unchanged(self, row: Row) -> AbstractContextManager[None]:
        """Let what happens within only happen to the row that the request's `If-Match` names."""
        return held(self.request, lambda session: self._shown_now(row["_id"], session))

    def _shown_now(
        self, row_id: ObjectId | str, session: ClientSession | None = None
    ) -> dict[str, Any]:
        return self.shown([self.get_queryset().get(row_id, session)])[0]

    def _asked_expansions(self) -> list[str]:
        asked = self.request.query_params.get("expand", "").split(",")
        names = list(dict.fromkeys(filter(None, asked)))  # each once, in order
        unknown = [name for name in names if name not in self.expansions]
        if unknown:
            known = ", ".join(self.expansions) or "nothing"
            sentence = f"Here can be expanded: {known}."
            raise Invalid(errors=[FieldError("?expand", sentence, "invalid-expand")])
        return names


class Listed(ResourceViewSet):
    """`GET /` : a page of what the asker may see."""

    def list(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """One page."""
        selection = self.listing.narrow(request, self.get_queryset())
        pages = KeysetPagination()
        rows = pages.read(request, selection, self.listing.ordering(request))
        return Response(pages.body(self.shown(rows)))


class Retrieved(ResourceViewSet):
    """`GET /{id}/`."""

    def retrieve(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """One row."""
        return Response(self.shown([self.get_object()])[0])


class Created(ResourceViewSet):
    """`POST /`."""

    def create(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Make one, and answer it; the same one when the request is repeated under its key."""
        values = self.body()

        def make() -> ObjectId:
            row_id = self.perform_create(dict(values))
            audit.note(subject=row_id)
            return row_id

        return self.answer(self.once(make), status.HTTP_201_CREATED)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Call the service that makes one; its id. Joins a transaction, and may run again."""
        raise NotImplementedError


class Changed(ResourceViewSet):
    """`PUT /{id}/` and `PATCH /{id}/`; references in `fixed` are for life."""

    fixed: ClassVar[tuple[str, ...]] = ()

    def update(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Replace what can be written."""
        return self._change(partial=False)

    def partial_update(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change the fields that were sent."""
        return self._change(partial=True)

    def _change(self, *, partial: bool) -> Response:
        row = self.get_object()
        values = self.body(partial=partial)
        moved = [
            name for name in self.fixed if values.pop(name, None) not in (None, row[f"{name}_id"])
        ]
        if moved:
            sentence = "It cannot be moved to another one."
            raise Invalid(errors=[FieldError(f"/{name}", sentence, "fixed") for name in moved])
        with self.unchanged(row):
            self.perform_update(row, values)
        return self.answer(row["_id"])

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Call the service that changes it."""
        raise NotImplementedError


class Removed(ResourceViewSet):
    """`DELETE /{id}/`."""

    def destroy(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Remove it."""
        row = self.get_object()
        with self.unchanged(row):
            self.perform_destroy(row)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def perform_destroy(self, row: Row) -> None:
        """Call the service that removes it."""
        raise NotImplementedError


class Editable(Listed, Retrieved, Created, Changed, Removed):
    """A resource with all verbs."""
