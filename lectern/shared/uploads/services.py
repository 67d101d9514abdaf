"""Taking files in, and knowing whose they are."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from bson import ObjectId
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from lectern.shared import media
from lectern.shared.clock import now
from lectern.shared.errors import DomainError, FieldError, Invalid
from lectern.shared.mongo import Transaction
from lectern.shared.policies import Row
from lectern.shared.selection import Selection
from lectern.shared.uploads.documents import FOLDER, Allowance, Upload
from lectern.shared.uploads.kinds import PICTURE, Kind, kind_of
from lectern.shared.uploads.pictures import redraw
from lectern.shared.uploads.purposes import PURPOSES


class FileTooLarge(DomainError):
    """Each purpose has its limit."""

    status = 413
    code = "too-large"
    title = "The file is larger than this server accepts."


class UploadsUsedUp(DomainError):
    """Each person has an allowance for a day."""

    status = 429
    code = "uploads-used-up"
    title = "You have uploaded all that is accepted in a day."

    def __init__(self) -> None:
        super().__init__("Go on tomorrow.")
        tomorrow = _today() + timedelta(days=1)
        self.retry_after = max(int((tomorrow - now()).total_seconds()), 1)


class UnknownUpload(Invalid):
    """Pictures from elsewhere would tell their host who looks at them."""

    code = "unknown-upload"
    title = "This is not the URL of a picture that you have uploaded here."

    def __init__(self, pointer: str) -> None:
        super().__init__(errors=[FieldError(pointer, self.title, self.code)])


def take_in(*, owner: ObjectId, purpose: str, file: "File[bytes]") -> ObjectId:
    """Keep a file for its owner; the same file again is the same upload."""
    rules = PURPOSES[purpose]
    if file.size > rules.most:
        raise FileTooLarge(f"At most {rules.most} bytes.")
    kind = kind_of(file, pictures_only=rules.pictures_only)
    _spend(owner, file.size)
    content, sides = _as_kept(file, kind, rules.side)
    upload = _announce(
        owner=owner,
        path=_path(owner, purpose, content, kind, str(file.name)),
        purpose=purpose,
        kind=kind.family,
        content_type=kind.media_type,
        size=content.size,
        created_at=now(),
        **sides,
    )
    media.keep_as(upload["path"], content)
    Upload.collection().update_one({"_id": upload["_id"]}, {"$set": {"kept_at": now()}})
    return ObjectId(upload["_id"])


def own_uploads(owner: ObjectId | None) -> Selection:
    """What this person has uploaded."""
    return Selection(Upload, ({"owner_id": owner},))


def check_picture(
    *, url: str, purpose: str, owner: ObjectId, pointer: str, before: str = ""
) -> None:
    """Refuse all but no picture, the one that was there before, and what its owner uploaded."""
    if url in ("", before):
        return
    path = url.removeprefix(settings.MEDIA_URL)
    where = {"path": path, "owner_id": owner, "purpose": purpose, "kept_at": {"$ne": None}}
    if path == url or Upload.collection().find_one(where, {"_id": 1}) is None:
        raise UnknownUpload(pointer)


def forget_picture(*, url: str, owner: ObjectId) -> None:
    """Let go of a picture of themselves that somebody does not show any more."""
    path = url.removeprefix(settings.MEDIA_URL)
    _drop({"path": path, "owner_id": owner, "purpose": "profile-picture"})


def everything_about(user: ObjectId) -> Iterator[Row]:
    """What a person has uploaded, for themselves."""
    yield from Upload.collection().find({"owner_id": user}).sort("_id", 1)


def every_allowance(user: ObjectId) -> Iterator[Row]:
    """How much a person has uploaded on the last days, for themselves."""
    yield from Allowance.collection().find({"owner_id": user}).sort("day", 1)


def forget_person(tx: Transaction, /, *, owner: ObjectId) -> None:
    """Let go of all of a person. Pictures of themselves will be dropped; what they brought for
    courses belongs to the courses, and is nobody's from now on."""
    tx.delete(Allowance, {"owner_id": owner})
    tx.update_many(Upload, {"owner_id": owner}, {"$set": {"owner_id": None}})


def drop_left_behind() -> None:
    """Drop the pictures of people who are gone."""
    _drop({"owner_id": None, "purpose": "profile-picture"})


def _drop(where: Row) -> None:
    for row in Upload.collection().find(where, {"path": 1}):
        media.drop(row["path"])
        Upload.collection().delete_one({"_id": row["_id"]})


def _today() -> Any:
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


def _spend(owner: ObjectId, size: int) -> None:
    """Take a file off today's allowance, whether or not it proves acceptable.

    When all is used up no row matches, and the unique index refuses another one. So it does to the
    slower of two first files of a day, which then finds the row.
    """
    room: Row = {
        "files": {"$lt": settings.UPLOADS_PER_DAY},
        "size": {"$lte": settings.UPLOAD_BYTES_PER_DAY - size},
    }
    if size > settings.UPLOAD_BYTES_PER_DAY:
        raise UploadsUsedUp
    today = {"owner_id": owner, "day": _today()}
    for attempt in (1, 2):
        try:
            Allowance.collection().update_one(
                {**today, **room}, {"$inc": {"files": 1, "size": size}}, upsert=True
            )
        except DuplicateKeyError as error:
            if attempt == 2:
                raise UploadsUsedUp from error
        else:
            return


def _as_kept(file: "File[bytes]", kind: Kind, side: int) -> "tuple[File[bytes], dict[str, int]]":
    if kind != PICTURE:
        return file, {}
    picture = redraw(file, side=side)
    return ContentFile(picture.content), {"width": picture.width, "height": picture.height}


def _path(owner: ObjectId, purpose: str, content: "File[bytes]", kind: Kind, name: str) -> str:
    """Where a file is kept: a hash of whose it is, what for, and what it says; nobody can guess it.

    Files that people download keep their name as far as it is harmless.
    """
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, owner.binary + purpose.encode() + b"\0", hashlib.sha256)
    for piece in _pieces(content):
        digest.update(piece)
    folder = f"{FOLDER}/{digest.hexdigest()[:32]}"
    if kind == PICTURE:
        return f"{folder}{kind.suffix}"
    stem = slugify(PurePosixPath(name).stem)[:60].strip("-_") or "file"
    return f"{folder}/{stem}{kind.suffix}"


def _pieces(content: "File[bytes]") -> Iterator[bytes]:
    content.seek(0)
    yield from content.chunks()
    content.seek(0)


def _announce(**values: Any) -> Row:
    """The row of an upload, made when there is none."""
    new = Upload(**values).validated()
    row = Upload.collection().find_one_and_update(
        {"path": new["path"]},
        {"$setOnInsert": new},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    return row or {}
