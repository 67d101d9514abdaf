"""What happens to people."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class ProfileChanged(Event):
    """A person has another name, or another address."""

    user: ObjectId


@dataclass(frozen=True)
class PersonRemoved(Event):
    """A person is going away; all that is personal goes with them, in the same transaction."""

    user: ObjectId
    account: int


@dataclass(frozen=True)
class PasswordResetRequested(Event):
    """Somebody asks for a link to set a password; of no account when the address is unknown."""

    account: int | None


@dataclass(frozen=True)
class PersonInvited(Event):
    """An admin has made an account for somebody, who is to choose a password."""

    account: int


@dataclass(frozen=True)
class EmailLinkRequested(Event):
    """An address is to be proven by a link; of no account when there is nothing to prove."""

    link: int | None


@dataclass(frozen=True)
class InstructorRequested(Event):
    """Somebody asks the admins to let them teach."""

    user: ObjectId


@dataclass(frozen=True)
class InstructorApproved(Event):
    """An admin lets somebody teach who asked for it."""

    user: ObjectId


@dataclass(frozen=True)
class InstructorDeclined(Event):
    """An admin does not let somebody teach who asked for it."""

    user: ObjectId


@dataclass(frozen=True)
class SecondFactorTurnedOn(Event):
    """Signing in takes a code from now on."""

    user: ObjectId


@dataclass(frozen=True)
class SecondFactorTurnedOff(Event):
    """The password is enough again."""

    user: ObjectId
