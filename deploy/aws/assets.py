"""Copies the hashed files of a build to a bucket, beside those of the builds before.

    python deploy/aws/assets.py web/dist/lectern/browser BUCKET

A name with a hash never holds anything else, so what is there already is left alone.
"""

import re
import sys
from mimetypes import guess_type
from pathlib import Path

import boto3

HASHED = re.compile(r"-[A-Za-z0-9_-]{8}\.(js|css)$")
FOR_EVER = "public, max-age=31536000, immutable"


def main(built: Path, bucket: str) -> None:
    """Send what is not there yet."""
    s3 = boto3.client("s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    there = {one["Key"] for page in pages for one in page.get("Contents", [])}
    names = {
        str(file.relative_to(built)): file
        for file in built.rglob("*")
        if HASHED.search(file.name) and file.is_file()
    }
    for name in sorted(names.keys() - there):
        kind = guess_type(name)[0] or "application/octet-stream"
        told = {"CacheControl": FOR_EVER, "ContentType": kind}
        s3.upload_file(str(names[name]), bucket, name, ExtraArgs=told)
    sys.stdout.write(f"{len(names.keys() - there)} of {len(names)} files are new in {bucket}.\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
