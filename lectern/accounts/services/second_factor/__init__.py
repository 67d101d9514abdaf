"""The second factor: codes of an app, and recovery codes for the day when the phone is gone.

What allauth keeps is used as it is: its table, its arithmetic. Which code is still good is decided
here, in the database, so that no two processes accept the same one.
"""

from .challenges import answer_challenge, second_step
from .codes import NotOn, TooManyCodes, WrongCode
from .switching import (
    AlreadyOn,
    Setup,
    SetupInvalid,
    activate,
    begin,
    deactivate,
    renew_recovery_codes,
    reset_second_factor,
)
from .vault import reseal

__all__ = [
    "AlreadyOn",
    "NotOn",
    "Setup",
    "SetupInvalid",
    "TooManyCodes",
    "WrongCode",
    "activate",
    "answer_challenge",
    "begin",
    "deactivate",
    "renew_recovery_codes",
    "reseal",
    "reset_second_factor",
    "second_step",
]
