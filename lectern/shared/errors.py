"""How a rule says no. Each domain declares its errors beside the service that raises them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: a JSON pointer into the request, a sentence, a code."""

    pointer: str
    detail: str
    code: str


class DomainError(Exception):
    """A rule was broken. Subclasses name the rule; one handler turns them into problems."""

    status: int = 400
    code: str = "refused"
    title: str = "The request breaks a rule."
    retry_after: int | None = None  # seconds, when waiting helps

    def __init__(self, detail: str = "", *, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.errors = tuple(errors)


class NotFound(DomainError):
    """It does not exist, or the asker may not know that it does."""

    status = 404
    code = "not-found"
    title = "There is nothing here that you can see."


class Forbidden(DomainError):
    """The asker may see it but not do this to it."""

    status = 403
    code = "forbidden"
    title = "You may not do this."


class Conflict(DomainError):
    """The request is well formed but the state of things forbids it."""

    status = 409
    code = "conflict"
    title = "The state of things does not allow this."


class Invalid(DomainError):
    """One or more values cannot be accepted; `errors` says which."""

    code = "invalid"
    title = "Some values cannot be accepted."


class Unavailable(DomainError):
    """A store does not answer; trying again later may help."""

    status = 503
    code = "unavailable"
    title = "The service is not available right now."
    retry_after = 2
