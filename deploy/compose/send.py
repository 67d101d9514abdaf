"""Sends an archive to S3-compatible storage: `send.py FILE s3://bucket/prefix?endpoint=…&region=…`.

The keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, files of them, or those of the machine.
"""

import os
import sys
import time
from pathlib import Path

import boto3
from botocore.config import Config

from lectern.config.buckets import bucket_options
from lectern.config.secret_files import with_files


def main(archive: Path, url: str) -> None:
    """Put it there and see that it is there whole."""
    told = with_files(os.environ)
    options = bucket_options(
        url,
        access_key=told.get("AWS_ACCESS_KEY_ID") or None,
        secret_key=told.get("AWS_SECRET_ACCESS_KEY") or None,
    )
    if options is None:
        raise SystemExit("BACKUP_URL names no bucket: s3://bucket/prefix?endpoint=…&region=…")
    bucket, prefix = options["bucket_name"], options["location"]
    key = f"{prefix}/{archive.name}" if prefix else archive.name
    s3 = boto3.client(
        "s3",
        endpoint_url=options["endpoint_url"],
        region_name=options["region_name"],
        aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"],
        config=Config(
            s3={"addressing_style": "path" if options["path_style"] else "auto"},
            # Not every server of this language knows the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    s3.upload_file(str(archive), bucket, key)
    there = s3.head_object(Bucket=bucket, Key=key)["ContentLength"]
    if there != archive.stat().st_size:
        raise SystemExit(f"{key} has {there} bytes there and {archive.stat().st_size} here.")
    _tell(archive.parent / "sent.prom")
    sys.stdout.write(f"s3://{bucket}/{key}: {there} bytes\n")


def _tell(file: Path) -> None:
    """Let the exporter of the machine tell when; it never reads half a file."""
    partial = file.with_suffix(".part")
    partial.write_text(f"lectern_backup_sent_seconds {int(time.time())}\n")
    partial.replace(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
