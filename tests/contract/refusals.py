"""What a refusal is made of: what nobody may send, and that nothing has changed."""

from typing import Any

from django.apps import apps

from tests.answers import description
from tests.contract.rights import Right

EVERYBODY = ("admin", "teacher", "owner", "visitor")
OPERATORS: tuple[Any, ...] = (
    {"$gt": ""},
    {"$where": "sleep(1000)"},
    {"$regex": "(a+)+$"},
    {"deep": {"$ne": None}},
    [{"$gt": ""}],
)
# No resource lets these be written by who may only change what it says.
PRIVILEGED = frozenset(
    (
        *("id", "_id", "__proto__", "$set", "auth_id", "is_superuser", "is_admin", "seed", "plain"),
        *("student_id", "instructor", "instructor_id", "course_id", "published_at", "created_at"),
        *("score", "passed", "graded_by", "submitted_at", "deadline", "number", "title_words"),
    )
)

DESCRIPTION = description()


def operation(right: Right) -> dict[str, Any]:
    """What is said of an operation."""
    return dict(DESCRIPTION["paths"][right.path][right.method])


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema refers to, or the schema itself."""
    if "$ref" not in schema:
        return schema
    return dict(DESCRIPTION["components"]["schemas"][schema["$ref"].rpartition("/")[2]])


def shown(right: Right) -> set[str]:
    """The fields that an operation answers."""
    names: set[str] = set()
    for response in operation(right)["responses"].values():
        media = response.get("content", {}).get("application/json")
        if media:
            names |= resolve(media["schema"]).get("properties", {}).keys()
    return names


def everything() -> dict[str, Any]:
    """A fingerprint of all stores, but for what failing to sign in leaves."""
    from lectern.shared import mongo

    database = mongo.client()[mongo.database_name()]
    hashes = dict(database.command("dbHash")["collections"])
    hashes.pop("system.profile", None)
    tables = {
        model.__name__: sorted(map(str, model._default_manager.values_list()))
        for model in apps.get_models()
        if model._meta.app_label in ("accounts", "token_blacklist")
    }
    return {**hashes, **tables}


def allowed(right: Right) -> str | None:
    """Somebody who may do this."""
    return next((name for name in EVERYBODY if right.answers[name] == "ok"), None)


def refusal(answer: Any) -> dict[str, Any]:
    """The problem that an answer is."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.content[:500])
    assert answer["Content-Type"] == "application/problem+json"
    return dict(answer.json())


def pointers(problem: dict[str, Any]) -> list[str]:
    """Where a problem says that something is wrong."""
    return [error["pointer"] for error in problem.get("errors", ())]
