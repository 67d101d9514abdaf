"""What people choose to be told: one document a person, changed choice by choice."""

from bson import ObjectId

from lectern.notifications import cache as keys
from lectern.notifications.documents import Preferences
from lectern.notifications.kinds import KINDS, Choices
from lectern.notifications.periods import OFF
from lectern.notifications.services.digests import wait_anew
from lectern.shared import cache
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

UNKNOWN = "There is no such kind of message, or it does not go this way."
REQUIRED = "Messages about your account cannot be switched off."


@transactional
def choose(
    tx: Transaction, *, person: ObjectId, kinds: Choices | None = None, digest: str | None = None
) -> None:
    """Change some choices; what is not named stays as it was chosen."""
    _check(kinds or {})
    changes: Row = {
        f"kinds.{kind}.{channel}": wanted
        for kind, channels in (kinds or {}).items()
        for channel, wanted in channels.items()
    }
    if digest is not None:
        changes |= Preferences.changes(digest=digest)
    _store(tx, person, changes)


@transactional
def choose_anew(tx: Transaction, *, person: ObjectId, kinds: Choices, digest: str = OFF) -> None:
    """Replace all choices; what is not named is sent again."""
    _check(kinds)
    chosen = {kind: dict(channels) for kind, channels in kinds.items()}
    _store(tx, person, {"kinds": chosen, **Preferences.changes(digest=digest)})


def _store(tx: Transaction, person: ObjectId, changes: Row) -> None:
    if not changes:
        return
    changed = {path.partition(".")[0] for path in changes} | {"person_id"}
    fresh = Preferences(person=person).validated()
    rest = {name: value for name, value in fresh.items() if name not in changed}
    tx.upsert(Preferences, {"person_id": person}, {"$set": changes, "$setOnInsert": rest})
    if "digest" in changes:
        wait_anew(person=person, digest=changes["digest"])
    tx.after_commit(cache.forgetting([keys.preferences(person)], tx))


def _check(kinds: Choices) -> None:
    errors: list[FieldError] = []
    for name, channels in kinds.items():
        kind = KINDS.get(name)
        if kind is None:
            errors.append(_error(UNKNOWN, "unknown-choice", name))
            continue
        for channel, wanted in channels.items():
            if channel not in kind.channels:
                errors.append(_error(UNKNOWN, "unknown-choice", name, channel))
            elif kind.required and not wanted:
                errors.append(_error(REQUIRED, "not-optional", name, channel))
    if errors:
        raise Invalid(errors=errors)


def _error(sentence: str, code: str, *path: str) -> FieldError:
    escaped = [part.replace("~", "~0").replace("/", "~1") for part in path]
    return FieldError("/".join(["/kinds", *escaped]), sentence, code)
