"""Facts that domains publish, and the table of who reacts to them.

An event is a frozen dataclass in the past tense that carries ids only. Reactions *at once* run
inside the publisher's transaction (what must be true together with the fact); reactions *later* are
delivered from the outbox, each with its effect exactly once per event, or at least once where it
leaves our databases.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

from bson import ObjectId

from lectern.shared.errors import DomainError

if TYPE_CHECKING:
    from lectern.shared.mongo import Transaction


@dataclass(frozen=True)
class Event:
    """The base of all events."""


E = TypeVar("E", bound=Event)
AtOnce = Callable[["Transaction", Any], None]
Together = Callable[["Transaction", Sequence[Any]], None]
Later = Callable[[Any, ObjectId], None]
L = TypeVar("L", bound=Later)


@dataclass(frozen=True, slots=True)
class Reactions:
    """Who reacts to one kind of event.

    `together` does what `at_once` does, for many events of one kind with few queries. Who reacts at
    once may refuse the fact: `refuses` names the errors for whoever publishes it.
    """

    at_once: Sequence[AtOnce] = ()
    together: Sequence[Together] = ()
    later: Sequence[Later] = ()
    refuses: Sequence[type[DomainError]] = ()


_kinds: dict[str, type[Event]] = {}
_reactions: dict[str, Reactions] = {}
_unhurried: set[str] = set()


def subscribe(table: Mapping[type[Event], Reactions]) -> None:
    """Install the whole table of subscriptions; called once, when the application starts."""
    _kinds.clear()
    _reactions.clear()
    for kind, reactions in table.items():
        _kinds[kind.__name__] = kind
        _reactions[kind.__name__] = reactions


def reactions_to(kind: str) -> Reactions:
    """The reactions to events of this name; none when nobody listens."""
    return _reactions.get(kind, Reactions())


def unhurried(handler: L) -> L:
    """A handler that talks to somebody slow, so no transaction waits for it.

    Its effect is noted when it is over: who dies in between has it again, so what it writes has to
    bear that.
    """
    _unhurried.add(name_of(handler))
    return handler


def is_unhurried(handler: Later) -> bool:
    """Whether it was declared so."""
    return name_of(handler) in _unhurried


def name_of(handler: Later) -> str:
    """The lasting name of a handler, under which its effects are recorded."""
    return f"{handler.__module__}.{handler.__qualname__}"


def encode(event: Event) -> dict[str, Any]:
    """The fields of an event as they are stored."""
    return {field.name: getattr(event, field.name) for field in fields(event)}


def decode(kind: str, payload: Mapping[str, Any]) -> Event:
    """The event that was stored; `KeyError` when this version does not know its kind."""
    return _kinds[kind](**payload)
