"""Who is asking, and the vocabulary in which the domains write their tables of rights.

A policy is a table from action to rule. A rule answers for one person and one thing; it is first
asked without the thing ("could you ever?") and then with it. An action without a rule is denied.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Principal:
    """The person behind a request; a visitor has no id."""

    id: ObjectId | None = None
    account: int | None = None
    username: str = ""
    is_student: bool = False
    is_instructor: bool = False
    is_admin: bool = False
    session: str = ""

    @property
    def is_authenticated(self) -> bool:
        """True for everybody but visitors (the name is Django's)."""
        return self.id is not None


def visitor() -> Principal:
    """Somebody who has not said who they are."""
    return Principal()


Rule = Callable[[Principal, Row | None], bool]
Policy = Mapping[str, Rule]


def anyone(_who: Principal, _thing: Row | None = None) -> bool:
    """Everybody, signed in or not."""
    return True


def member(who: Principal, _thing: Row | None = None) -> bool:
    """Everybody who is signed in."""
    return who.is_authenticated


def instructor(who: Principal, _thing: Row | None = None) -> bool:
    """People who teach, and admins."""
    return who.is_instructor or who.is_admin


def admin(who: Principal, _thing: Row | None = None) -> bool:
    """People who run the installation."""
    return who.is_admin


DEAD_LETTER: Policy = {"list": admin, "retrieve": admin, "retry": admin}
