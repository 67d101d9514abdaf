"""Whether a restore has begun and not come to its end: then nothing that is stored may be served.

The mark is the first thing that a restore writes and the last that it removes.
"""

from typing import Any

from pymongo.errors import PyMongoError

from lectern.shared.clock import now
from lectern.shared.mongo import collection

MARK = "restoring"  # a collection of one document


class HalfRestored(Exception):
    """What the operator has to know: what happened, and what to do next."""

    def __init__(self, mark: dict[str, Any]) -> None:
        super().__init__(
            f"Restoring the archive of {mark['archive']} broke off, so what is here is no whole "
            "installation and is not served. Run 'lectern restore' with that archive again."
        )


def begin(archive: str) -> None:
    """Mark this installation as half of one."""
    fields = {"archive": archive, "began_at": now()}
    collection(MARK).replace_one({"_id": "restore"}, fields, upsert=True)


def end() -> None:
    """It is whole."""
    collection(MARK).drop()


def refuse_half() -> None:
    """Raise `HalfRestored` when a restore broke off."""
    if mark := collection(MARK).find_one({"_id": "restore"}):
        raise HalfRestored(mark)


def refuse_to_serve_half() -> None:
    """The same at the start of a server; without MongoDB it starts, and serves nothing yet."""
    try:
        refuse_half()
    except PyMongoError:
        return
    except HalfRestored as error:
        raise SystemExit(str(error)) from error
