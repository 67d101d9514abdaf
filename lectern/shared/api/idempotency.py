"""`Idempotency-Key`: a POST that is sent again is answered again, and done once."""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, cast

import structlog
from bson import ObjectId
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from pymongo.errors import PyMongoError
from rest_framework.request import Request
from rest_framework.views import APIView

from lectern.shared import audit
from lectern.shared.address import address_of
from lectern.shared.api.permissions import asker
from lectern.shared.errors import Invalid
from lectern.shared.idempotency import Answer, Claim, Made, claim, digest
from lectern.shared.mongo import Transaction, transactional

log = structlog.get_logger(__name__)

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
# Who asks again after one of these may be luckier; all else is what the request has come to.
_NOT_KEPT = frozenset({401, 429})


class InvalidKey(Invalid):
    """A key is a short word."""

    code = "invalid-idempotency-key"
    title = "An Idempotency-Key is 1 to 255 visible ASCII characters."


class _AnsweredBefore(Exception):
    """Carries the first answer past the action."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


class Repeatable(APIView):
    """A view whose POSTs may be sent again under one key.

    Signing in and the like (`auth/`) is not: its answers carry tokens, which are stored nowhere.
    """

    claim: Claim | None = None
    # Whether a transaction of MongoDB can take back what `once` makes.
    revocable: ClassVar[bool] = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After it is clear who asks, and that they ever may: claim the key, or answer again."""
        key = request.headers.get(HEADER) if request.method == "POST" else None
        if key is None:
            super().initial(request, *args, **kwargs)
            return
        if not _KEY.fullmatch(key):
            raise InvalidKey
        if not _is_form(request):
            _ = request._request.body  # read before the parser takes the stream
        super().initial(request, *args, **kwargs)
        named = _name(request, key)
        claimed = claim(key=named, request=digest(*_parts(request)), owner=asker(request).id)
        if isinstance(claimed, Answer):
            audit.withdraw()
            raise _AnsweredBefore(_again(claimed))
        self.claim = claimed

    def once(self, make: Callable[[], ObjectId]) -> ObjectId:
        """Make something in one transaction with the note that this request made it; its id.

        When the request is repeated because its answer was lost, this is the id of the first time.
        """
        return self.once_or_found(lambda: Made(make())).row

    def once_or_found(self, make: Callable[[], Made]) -> Made:
        """The same for what may be there already: a repetition learns what the first time did."""
        if self.claim is not None and self.claim.made is not None:
            audit.withdraw()  # it was recorded with its making
            return self.claim.made
        if self.revocable:
            return _make(make, self.claim)
        made = make()
        return _make(lambda: made, self.claim)

    def handle_exception(self, exc: Exception) -> Any:
        """The first answer is none."""
        if isinstance(exc, _AnsweredBefore):
            return exc.response
        return super().handle_exception(exc)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the answer as soon as it has been rendered."""
        response = super().finalize_response(*args, **kwargs)
        if self.claim is not None:
            settle = _settling(self.claim)
            if hasattr(response, "add_post_render_callback"):
                response.add_post_render_callback(settle)
            else:
                settle(response)
        return response


@transactional
def _make(tx: Transaction, make: Callable[[], Made], held: Claim | None) -> Made:
    made = make()
    if held is not None:
        held.note_made(tx, made)
    return made


def _settling(held: Claim) -> Callable[[HttpResponseBase], None]:
    def settle(response: HttpResponseBase) -> None:
        kept = response.status_code < 500 and response.status_code not in _NOT_KEPT
        try:
            if kept and isinstance(response, HttpResponse):
                headers = {name: response[name] for name in KEPT_HEADERS if name in response}
                held.keep(Answer(response.status_code, headers, response.content))
            else:
                held.give_up()
        except PyMongoError:  # the lease will end; until then a repetition is told to wait
            log.warning("idempotency_key_not_settled", exc_info=True)

    return settle


def _again(answer: Answer) -> HttpResponse:
    headers = {**answer.headers, REPLAYED: "true"}
    return HttpResponse(answer.body, status=answer.status, headers=headers)


def _name(request: Request, key: str) -> str:
    """Keys belong to a person; those of visitors to an address and what it asks for."""
    who = asker(request)
    whose = [str(who.id)] if who.is_authenticated else [str(address_of(request)), request.path]
    return digest(*(part.encode() for part in (*whose, key)))


def _parts(request: Request) -> Iterator[bytes]:
    """What makes a request this one."""
    yield request.get_full_path().encode()
    if not _is_form(request):
        yield request._request.body
        return
    # The same form is written in other bytes each time.
    for name, values in sorted(cast(QueryDict, request.data).lists()):
        for value in values:
            yield name.encode()
            yield _content(value) if isinstance(value, UploadedFile) else str(value).encode()


def _content(file: UploadedFile) -> bytes:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return f"{file.name}\0{found.hexdigest()}".encode()


def _is_form(request: Request) -> bool:
    return request.content_type.startswith("multipart/form-data")
