"""What happens while people are told."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class DigestClosed(Event):
    """What a person is to be told by one e-mail has been collected; `period` is when it was due."""

    person: ObjectId
    period: str
