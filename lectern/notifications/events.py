"""What happens while people are told."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class AnnouncementAddressed(Event):
    """An announcement is to reach a person by e-mail too."""

    announcement: ObjectId
    person: ObjectId


@dataclass(frozen=True)
class MessageSent(Event):
    """Somebody has written to one person, in whose inbox it is."""

    notification: ObjectId


@dataclass(frozen=True)
class DigestClosed(Event):
    """What a person is to be told by one e-mail has been collected; `period` is when it was due."""

    person: ObjectId
    period: str
