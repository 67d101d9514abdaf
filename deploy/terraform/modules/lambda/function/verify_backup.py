"""Every morning: is there an archive of last night, is it whole, is it not suddenly small?

An archive ends with the line `lectern-end` and a hash; only one that was written to its end has it.
An encrypted one ends with bytes that only its reader can judge, so of that the size is looked at.
"""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3

SEALED = b"lectern-sealed"
END = b"lectern-end"
OLDEST = timedelta(hours=26)
SMALLEST_PART = 0.5


class NoGoodBackup(Exception):
    """What is wrong with last night's archive; the alarm on errors carries it on."""


def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """What the schedule calls."""
    store = boto3.client("s3", endpoint_url=os.environ.get("S3_ENDPOINT") or None)
    return verify(store, os.environ["BUCKET"], datetime.now(UTC))


def verify(store: Any, bucket: str, moment: datetime) -> dict[str, Any]:
    """The newest archive; an error when it is old, cut off or half the size of the one before."""
    pages = store.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="daily/")
    found = [one for page in pages for one in page.get("Contents", [])]
    archives = sorted(
        (one for one in found if one["Key"].endswith(".backup")), key=lambda one: one["Key"]
    )
    if not archives:
        raise NoGoodBackup("There is no archive.")
    newest = archives[-1]
    if moment - newest["LastModified"] > OLDEST:
        raise NoGoodBackup(f"The newest archive is of {newest['LastModified']:%Y-%m-%d %H:%M}.")
    if len(archives) > 1 and newest["Size"] < archives[-2]["Size"] * SMALLEST_PART:
        raise NoGoodBackup(f"{newest['Key']} is less than half of the one before.")
    if not is_whole(store, bucket, newest["Key"]):
        raise NoGoodBackup(f"{newest['Key']} is cut off.")
    return {"archive": newest["Key"], "bytes": newest["Size"]}


def is_whole(store: Any, bucket: str, key: str) -> bool:
    """Whether an archive has its end."""
    head = store.get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{len(SEALED) - 1}")
    if head["Body"].read() == SEALED:
        return True
    tail = store.get_object(Bucket=bucket, Key=key, Range="bytes=-256")["Body"].read()
    return END in tail
