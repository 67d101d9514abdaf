"""A backup under load: it agrees with itself, and has all that was acknowledged before it."""

import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.faults.injected import Fault
from tests.faults.site import Site

FIRST = 8.0  # until some have done most of what they do


def _take(site: Site) -> None:
    archive = site.folder / "under-load.backup"
    archive.unlink(missing_ok=True)
    time.sleep(FIRST)
    site.backup = (archive, time.monotonic())
    site.lectern("backup", str(archive))


def restored(site: Site, archive: Path) -> Path:
    """Restore it into an installation of its own beside the site; that one's data folder."""
    data = site.folder / "restored"
    parts = urlsplit(site.environment["MONGODB_URI"])
    elsewhere = {
        "LECTERN_DATA_DIR": str(data),
        "MONGODB_URI": urlunsplit(parts._replace(path="/restored")),
        "REDIS_URL": site.environment["REDIS_URL"].removesuffix("/0") + "/1",
    }
    site.lectern("restore", str(archive), "--replace", "--yes", environment=elsewhere)
    site.lectern("doctor", environment=elsewhere)
    return data


BACKUP = Fault("backup", "lectern backup while all this goes on; it is restored elsewhere", _take)
