"""Uploads whose file is gone, and files whose upload is."""

from lectern.shared.agreement import Disagreement
from lectern.shared.documents import BATCH, in_batches
from lectern.shared.storages import store
from lectern.shared.uploads.documents import FOLDER, Upload


def find_missing(*, repair: bool) -> list[Disagreement]:
    """Look for the file of every upload. With `repair` an upload without one counts as not whole:
    who brings the file again brings it back.

    When no file at all is there, nothing is changed: the folder or bucket is another one, or away.
    """
    gone, there = [], False
    for rows in in_batches(Upload, {"kept_at": {"$ne": None}}, {"path": 1}):
        for row in rows:
            if store().exists(row["path"]):
                there = True
            else:
                gone.append(row)
    mended = repair and there
    if mended:
        for row in gone:
            Upload.collection().update_one({"_id": row["_id"]}, {"$set": {"kept_at": None}})
    return [Disagreement("its-file-is-missing", f"Upload {row['path']}", mended) for row in gone]


def find_strays(*, repair: bool) -> list[Disagreement]:
    """Look for the upload of every file that somebody brought; `repair` drops what has none.

    An upload is there before its file, so a file without one is what an older backup of the
    database, or a person who has gone, left behind. When no file at all has its upload, nothing is
    dropped: the database is another one.
    """
    strays, known = [], 0
    names = [name for name in store().names() if name.startswith(f"{FOLDER}/")]
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        found = Upload.collection().find({"path": {"$in": some}}, {"path": 1})
        paths = {row["path"] for row in found}
        known += len(paths)
        strays += [name for name in some if name not in paths]
    mended = repair and known > 0
    if mended:
        for name in strays:
            store().delete(name)
    return [Disagreement("its-upload-is-missing", f"File {name}", mended) for name in strays]
