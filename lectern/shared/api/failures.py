"""Which problems each operation may answer, and which headers it takes and gives.

What all refuse alike follows from the method, the path, the body and the parameters; what one
alone refuses its view names, in `errors`: the classes that its services raise, and the events whose
listeners may refuse (they say so where they are subscribed).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lectern.shared.api.headers import HEADERS, PARAMETERS, header, parameter
from lectern.shared.api.idempotency import InvalidKey
from lectern.shared.api.preconditions import PreconditionFailed
from lectern.shared.api.problems import TITLES
from lectern.shared.errors import DomainError, Forbidden, Invalid, NotFound, Unavailable
from lectern.shared.events import Event, reactions_to
from lectern.shared.idempotency import KeyInUse, KeyReused
from lectern.shared.problem import CONTENT_TYPE, problem

# By action, or by method where a view has no actions.
Errors = Mapping[str, Sequence[type[DomainError] | type[Event]]]
# What the views and their authentication declare travels in the operation under this name.
DECLARED = "x-errors"
WRITES = frozenset({"post", "put", "patch", "delete"})
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details. Branch on `code`.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail", "code"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON pointer into the body, or `?name` of a parameter.",
                    },
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
REF = {"$ref": "#/components/schemas/Problem"}
MEANINGS: Mapping[int, str] = {
    400: "Something cannot be accepted; see `errors`.",
    401: "A token or password is needed, or the one that was given is not good.",
    403: "One may see it, but not do this to it.",
    404: "It is not there, or one may not know that it is.",
    409: "The state of things does not allow this.",
    410: "It was there, and has been taken back.",
    412: "It has changed since `If-Match` was read.",
    413: "The request is larger than the server accepts.",
    415: "The body is of another kind.",
    422: "The `Idempotency-Key` came with another request before.",
    429: "It was asked too often; wait as long as `Retry-After` says.",
    503: "A store does not answer; try again.",
}


class Refusal(NamedTuple):
    """A code, its status and its words; whether the answer says how long to wait."""

    code: str
    status: int
    title: str
    waits: bool = False


def told_by(declared: Iterable[type[DomainError] | type[Event]]) -> Iterator[Refusal]:
    """What declared errors answer, and those of who listens to declared events."""
    for kind in declared:
        if issubclass(kind, Event):
            yield from map(of, reactions_to(kind.__name__).refuses)
        else:
            yield of(kind)


def of(error: type[DomainError]) -> Refusal:
    """What an error answers."""
    waits = error.status == 429 or error.retry_after is not None
    return Refusal(error.code, error.status, error.title, waits)


def _titled(status: int, *, waits: bool = False) -> Refusal:
    code, title = TITLES[status]
    return Refusal(code, status, title, waits)


MALFORMED = Refusal("malformed", 400, "The body cannot be read.")
TOO_LARGE = Refusal("too-large", 413, "The request is larger than this server accepts.")
# Anything may be answered these, whatever it is about, and also when a body was sent to what takes
# none; `unexpected` is a defect.
ALWAYS = (
    MALFORMED,
    _titled(406),
    TOO_LARGE,
    _titled(415),
    Refusal("unexpected", 500, "Something broke on our side."),
)


def describe_failures(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Add them to every operation; an answer that several give is a component."""
    components = result["components"]
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = dict(HEADERS)
    components["parameters"] = dict(PARAMETERS)
    answers: dict[frozenset[Refusal], list[dict[str, Any]]] = defaultdict(list)
    for path, item in result["paths"].items():
        for method, operation in item.items():
            for refusals in _describe(method, path, operation):
                answers[refusals].append(operation["responses"])
    components["responses"] = {"Problem": _problem("Any other problem.", ALWAYS, REF)}
    for refusals, givers in sorted(answers.items(), key=lambda row: _name(row[0])):
        answer, status = _answer(refusals), str(next(iter(refusals)).status)
        if len(givers) > 1:
            components["responses"][_name(refusals)] = answer
            answer = {"$ref": f"#/components/responses/{_name(refusals)}"}
        for responses in givers:
            responses[status] = answer
    for item in result["paths"].values():
        for operation in item.values():
            operation["responses"] = dict(sorted(operation["responses"].items()))
    components["examples"] = {
        refusal.code: {
            "summary": refusal.title,
            "value": problem(status=refusal.status, code=refusal.code, title=refusal.title),
        }
        for refusal in sorted(set(ALWAYS).union(*answers))
    }
    return result


def _describe(method: str, path: str, operation: dict[str, Any]) -> Iterator[frozenset[Refusal]]:
    """Describe all of an operation but its refusals: these, status by status."""
    refusals = {*told_by(operation.pop(DECLARED)), *_usual(method, path, operation)}
    _describe_headers(method, path, operation, compared=of(PreconditionFailed) in refusals)
    operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
    for status in {refusal.status for refusal in refusals}:
        yield frozenset(refusal for refusal in refusals if refusal.status == status)


def _describe_headers(method: str, path: str, operation: dict[str, Any], *, compared: bool) -> None:
    doors = path.startswith("/api/auth/")  # their answers carry tokens, which nobody keeps
    taken = {
        "IdempotencyKey": method == "post" and not doors,
        "IfMatch": compared,
        "IfNoneMatch": method == "get" and not doors,
    }
    names = [name for name, applies in taken.items() if applies]
    if names:
        refs = [parameter(name) for name in names]
        operation["parameters"] = [*operation.get("parameters", []), *refs]
    if "IfNoneMatch" in names:
        operation["responses"]["304"] = {"description": "It is what `If-None-Match` names."}
    for code, response in operation["responses"].items():
        headers = ["X-Request-ID"]
        if code == "304" or (code == "200" and {"IfNoneMatch", "IfMatch"} & set(names)):
            headers.append("ETag")
        response["headers"] = {name: header(name) for name in headers}


def _usual(method: str, path: str, operation: dict[str, Any]) -> Iterator[Refusal]:
    """What every operation of this kind may refuse."""
    security = operation.get("security", [])
    doors = path.startswith("/api/auth/")
    body = "requestBody" in operation
    places = {row.get("in") for row in operation.get("parameters", [])}
    queries = {row.get("name") for row in operation.get("parameters", [])}
    written = body or "query" in places or method == "post"
    repeatable = method == "post" and not doors
    known = "path" in places or (body and not doors)
    limited = method in WRITES or {} in security or bool({"search", "q"} & queries)
    rules = {
        of(Invalid): written,
        MALFORMED: written,
        of(InvalidKey): repeatable,
        _titled(401): any(security),
        of(Forbidden): any(security) and {} not in security and not doors,
        of(NotFound): known,
        of(KeyInUse): repeatable,
        TOO_LARGE: body,
        _titled(415): body,
        of(KeyReused): repeatable,
        _titled(429, waits=True): limited,
        of(Unavailable): True,
    }
    yield from (refusal for refusal, applies in rules.items() if applies)


def _answer(refusals: frozenset[Refusal]) -> dict[str, Any]:
    """The answer of one status: a problem with one of these codes."""
    status = next(iter(refusals)).status
    codes = sorted({refusal.code for refusal in refusals})
    schema = {"allOf": [REF, {"type": "object", "properties": {"code": {"enum": codes}}}]}
    headers = ["WWW-Authenticate"] if status == 401 else []
    if any(refusal.waits for refusal in refusals):
        headers.append("Retry-After")
    return _problem(MEANINGS[status], refusals, schema, *headers)


def _problem(
    meaning: str, refusals: Iterable[Refusal], schema: Mapping[str, Any], *headers: str
) -> dict[str, Any]:
    codes = sorted({refusal.code for refusal in refusals})
    examples = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
    return {
        "description": meaning,
        "headers": {name: header(name) for name in ("X-Request-ID", *headers)},
        "content": {CONTENT_TYPE: {"schema": schema, "examples": examples}},
    }


def _name(refusals: frozenset[Refusal]) -> str:
    """The name of an answer: `InvalidOrMalformed`."""
    words = {refusal.code.title().replace("-", "") for refusal in refusals}
    return "Or".join(sorted(words))
