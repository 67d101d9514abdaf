"""All that is held about one person, put together by a job as a zip file for them alone.

Each domain tells what it holds; `PERSONAL_DATA` in `lectern/subscriptions.py` names them all, since
nothing below may ask every domain. What is told is what its person may see: the key of a quiz is
not about them, and is told as far as the quiz reveals it.
"""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import orjson
from bson import Decimal128, ObjectId

from lectern.shared.clock import now
from lectern.shared.jobs import Job, pending, submit
from lectern.shared.policies import Row
from lectern.shared.storages import store
from lectern.shared.uploads import everything_about

KIND = "personal-data"
FILE = "lectern-personal-data.zip"
IN_MEMORY = 1024 * 1024

README = """\
This is what Lectern holds about you, as of {moment}.

Each .json file is a list of records in UTF-8. Times are in UTC. Other people and things appear by
their ids only. The folder "files" holds what you have uploaded; uploads.json says what each is.
Passwords are held as hashes that nobody can read back, and are not in here; nor is what a second
factor is made of.

"""

Teller = Callable[[ObjectId], Iterable[Row]]

_tellers: dict[str, Teller] = {}


def install(table: Mapping[str, Teller]) -> None:
    """Install the whole table; called once, when the application starts."""
    _tellers.clear()
    _tellers.update(table)


def ask(*, owner: ObjectId) -> ObjectId:
    """Ask for the data of a person; the job that is at it already, if there is one."""
    return pending(kind=KIND, owner=owner) or submit(kind=KIND, owner=owner, payload={})


def export(job: Job) -> Row:
    """Put the data of the job's owner together; doing it twice gives the latest."""
    total, records = len(_tellers) + 1, 0
    with SpooledTemporaryFile(IN_MEMORY) as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            contents = []
            for done, (name, tell) in enumerate(_tellers.items()):
                job.advance(done, total)
                count = _write(archive, f"{name}.json", tell(job.owner))
                contents.append(f"{name}.json: {count}")
                records += count
            files = _write_files(archive, job.owner)
            head = README.format(moment=now().isoformat(timespec="seconds"))
            archive.writestr("README.txt", head + "\n".join(contents) + "\n")
        job.keep_file(FILE, _whole(target), "application/zip")
    job.advance(total, total)
    return {"records": records, "files": files}


def _write(archive: zipfile.ZipFile, name: str, rows: Iterable[Row]) -> int:
    """Write records one by one, however many; how many."""
    count = 0
    with archive.open(name, "w") as file:
        for row in rows:
            file.write(b",\n" if count else b"[\n")
            file.write(orjson.dumps(row, default=_plain, option=orjson.OPT_UTC_Z))
            count += 1
        file.write(b"\n]\n" if count else b"[]\n")
    return count


def _write_files(archive: zipfile.ZipFile, owner: ObjectId) -> int:
    count = 0
    for upload in everything_about(owner):
        path = upload["path"]
        try:
            size = store().size(path)
        except FileNotFoundError:
            continue
        with archive.open(f"files/{PurePosixPath(path).relative_to('uploads')}", "w") as file:
            for piece in store().read(path, 0, size):
                file.write(piece)
        count += 1
    return count


def _whole(target: Any) -> IO[bytes]:
    target.seek(0)
    file: IO[bytes] = target
    return file


def _plain(value: Any) -> Any:
    if isinstance(value, ObjectId | Decimal128):
        return str(value)
    raise TypeError(type(value).__name__)
