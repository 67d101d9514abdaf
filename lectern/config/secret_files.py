"""Secrets that are files: `MONGODB_URI_FILE` names the file that holds `MONGODB_URI`."""

from collections.abc import Mapping
from pathlib import Path

# What an orchestrator hands over as files, so that no list of processes or settings shows it.
NAMES = (
    "LECTERN_SECRET_KEY",
    "LECTERN_OLD_SECRET_KEYS",
    "MONGODB_URI",
    "REDIS_URL",
    "DATABASE_URL",
    "EMAIL_URL",
    "MEDIA_STORAGE_URL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "LECTERN_METRICS_TOKEN",
    "LECTERN_DEMO_PASSWORD",
)


def with_files(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment, with the content of the files that it names; a variable itself wins."""
    told = dict(environ)
    for name in NAMES:
        file = environ.get(f"{name}_FILE", "")
        if file and not environ.get(name):
            told[name] = Path(file).read_text().strip()
    return told
