"""Uploads whose file is gone."""

from lectern.shared.agreement import Disagreement
from lectern.shared.documents import in_batches
from lectern.shared.storages import store
from lectern.shared.uploads.documents import Upload


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
