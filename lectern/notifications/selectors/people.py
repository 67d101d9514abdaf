"""How people want to be told: what they have chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId
from pymongo.client_session import ClientSession

from lectern.notifications import cache as keys
from lectern.notifications.documents import Preferences
from lectern.notifications.kinds import KINDS, Choices, is_wanted
from lectern.notifications.periods import OFF
from lectern.notifications.words import Language
from lectern.shared import cache


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person has chosen."""

    choices: Choices
    digest: str

    def want(self, kind: str, channel: str) -> bool:
        """Whether they are told of this kind this way."""
        return is_wanted(kind, channel, self.choices)

    def hold(self, kind: str) -> bool:
        """Whether their e-mails of this kind wait for the digest."""
        return self.digest != OFF and not KINDS[kind].required


def preferences_of(person_id: ObjectId, session: ClientSession | None = None) -> Wishes:
    """What this person has chosen; in a transaction, as it sees it."""
    if session is not None:
        return Wishes(*_read(person_id, session))
    choices, digest = cache.remember(keys.preferences(person_id), lambda: _read(person_id))
    return Wishes(choices, digest)


def preferences_of_many(people: Sequence[ObjectId]) -> dict[ObjectId, Wishes]:
    """What each of them has chosen, in one query."""
    found = Preferences.collection().find(
        {"person_id": {"$in": list(people)}}, {"person_id": 1, "kinds": 1, "digest": 1}
    )
    chosen = {row["person_id"]: Wishes(row.get("kinds") or {}, row["digest"]) for row in found}
    return {person: chosen.get(person, Wishes({}, OFF)) for person in people}


def _read(person_id: ObjectId, session: ClientSession | None = None) -> tuple[Choices, str]:
    columns = {"kinds": 1, "digest": 1}
    row = Preferences.collection().find_one({"person_id": person_id}, columns, session=session)
    return (row.get("kinds") or {}, row["digest"]) if row else ({}, OFF)


def settings_page(wishes: Wishes, language: Language) -> dict[str, Any]:
    """Every choice there is, grouped and named in this language, with what was chosen."""
    return {
        "digest": wishes.digest,
        "kinds": {
            name: {channel: wishes.want(name, channel) for channel in kind.channels}
            for name, kind in KINDS.items()
        },
        "groups": [
            {
                "name": group,
                "title": title,
                "kinds": [
                    {
                        "name": name,
                        "title": language.kinds[name].label,
                        "channels": kind.channels,
                        "optional": not kind.required,
                    }
                    for name, kind in KINDS.items()
                    if kind.group == group
                ],
            }
            for group, title in language.groups.items()
        ],
    }
