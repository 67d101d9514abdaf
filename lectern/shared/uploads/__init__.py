"""Files that people upload: what is accepted for which purpose, whose they are, and how many."""

from .documents import Allowance, Upload
from .kinds import UnacceptableFile
from .missing import find_missing, find_strays
from .purposes import PURPOSES, Purpose
from .services import (
    FileTooLarge,
    UnknownUpload,
    UploadsUsedUp,
    check_picture,
    drop_left_behind,
    every_allowance,
    everything_about,
    forget_person,
    forget_picture,
    own_uploads,
    take_in,
)

__all__ = [
    "PURPOSES",
    "Allowance",
    "FileTooLarge",
    "Purpose",
    "UnacceptableFile",
    "UnknownUpload",
    "Upload",
    "UploadsUsedUp",
    "check_picture",
    "drop_left_behind",
    "every_allowance",
    "everything_about",
    "find_missing",
    "find_strays",
    "forget_person",
    "forget_picture",
    "own_uploads",
    "take_in",
]
