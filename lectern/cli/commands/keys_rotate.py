"""`lectern keys rotate`: another key of the site, without anybody being signed out."""

import os
from pathlib import Path

from lectern.cli import lock
from lectern.cli.datadir import DataDir
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen


def run(*, data_dir: Path) -> None:
    """Make a new key; the one before is believed until it is forgotten by rotating again."""
    data = DataDir(data_dir.resolve())
    if os.environ.get("LECTERN_SECRET_KEY") or os.environ.get("LECTERN_SECRET_KEY_FILE"):
        raise OperatorError(
            "The key of this installation is in LECTERN_SECRET_KEY. Put that one into "
            "LECTERN_OLD_SECRET_KEYS and a new one, of 50 random characters or more, into "
            "LECTERN_SECRET_KEY; then start Lectern again."
        )
    data.prepare(embedded_mongo=False)
    with lock.hold(data.lock, "keys rotate"):
        data.rotate_secret_key()
    screen = Screen()
    screen.done(f"{data.root / 'secret_key'} is a new key; nobody is signed out")
    screen.say("  The one before is believed as long as it is in old_secret_keys beside it.")
