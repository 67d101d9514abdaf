"""Asking through the door, as the web server does, and seeing who answered."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from lectern.accounts.tokens import recognise
from lectern.shared.door import Door


class Answer(NamedTuple):
    """What came back, and whether Django was asked."""

    status: int
    headers: dict[str, str]
    body: bytes
    by_django: bool


class Asking:
    """A door with the application behind it."""

    def __init__(self) -> None:
        self.django = get_wsgi_application()
        self.asked = 0
        self.door = Door(self._counted, recognise)

    def get(self, url: str, token: str | None = None, method: str = "GET", **meta: str) -> Answer:
        """One request."""
        meta.setdefault("HTTP_HOST", "testserver")
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        request = RequestFactory().generic(method, url, **bearer, **meta)  # type: ignore[arg-type]
        started: list[Any] = []
        before = self.asked

        def start(status: str, headers: list[tuple[str, str]], *_rest: Any) -> None:
            started.extend((status, headers))

        pieces = self.door(dict(request.META), start)
        body = b"".join(pieces)
        if close := getattr(pieces, "close", None):
            close()
        status, headers = started
        return Answer(int(status[:3]), dict(headers), body, self.asked > before)

    def warm(self, url: str, token: str | None = None) -> Answer:
        """The answer that is kept after somebody asked; the test fails when none is."""
        first = self.get(url, token)
        for _ in range(2):  # the first kept answer still gets its headers from Django
            kept = self.get(url, token)
        assert (kept.status, kept.by_django) == (200, False), (first, kept)
        assert kept.body == first.body
        return kept

    def _counted(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        return self.django(environ, start)  # type: ignore[no-any-return]


def token_of(username: str) -> str:
    """A token of this person."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    session = services.open_session(account=Account.objects.get(username=username))
    return str(session.access)
