"""`If-Match`: a change is made to what its author has seen, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.http import parse_etags
from pymongo.client_session import ClientSession
from rest_framework.request import Request

from lectern.shared import around
from lectern.shared.api.renderers import Json
from lectern.shared.errors import DomainError
from lectern.shared.etags import etag_of
from lectern.shared.mongo import Transaction

ANY = ["*"]


class PreconditionFailed(DomainError):
    """Somebody else has changed it since."""

    status = 412
    code = "precondition-failed"
    title = "It has changed since you last saw it."


@contextmanager
def held(request: Request, shown: Callable[[ClientSession | None], Any]) -> Iterator[None]:
    """Let what happens within only happen while `If-Match` names what is shown now.

    `shown` answers what a GET of the same path and parameters shows, as a session sees it. It is
    asked at once, and again by the transaction that makes the change.
    """
    given = request.headers.get("If-Match")
    tags = ANY if given is None else parse_etags(given)
    if tags == ANY:  # that it exists is known
        yield
        return
    # A proxy that compresses answers marks their tags as weak.
    known = {tag.removeprefix("W/") for tag in tags}
    changed = False

    def compare(session: ClientSession | None = None) -> None:
        if etag_of(Json().render(shown(session))) not in known:
            raise PreconditionFailed

    def check(tx: Transaction) -> None:
        nonlocal changed
        if not changed:  # a second transaction of this request would see the work of the first
            compare(tx.session)
            tx.after_commit(remember)

    def remember() -> None:
        nonlocal changed
        changed = True

    compare()
    with around.checked_by(check):
        yield
