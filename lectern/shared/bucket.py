"""Files in a bucket of Amazon S3, or of a server that speaks its language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any

import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from lectern.shared.errors import Unavailable
from lectern.shared.storages import CHUNK, PRIVATE, SHOWN

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 2
TRIES = 2
IN_MEMORY = 256 * 1024
LINK_SECONDS = 60 * 60
_NOT_THERE = frozenset({400, 404})  # 400: no object can have such a name


@contextmanager
def _answering(*, may_lack: bool = True) -> Iterator[None]:
    """A bucket that does not answer, or not as it should, makes the service unavailable."""
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if may_lack and status in _NOT_THERE:
            raise FileNotFoundError(str(error)) from error
        log.warning("bucket_refused", error=str(error))
        raise Unavailable("The file store refuses.") from error
    except BotoCoreError as error:
        log.warning("bucket_unreachable", error=str(error))
        raise Unavailable("The file store does not answer.") from error


class Bucket(S3Storage):
    """A bucket, with bounded waiting; read through the application unless it gives out links.

    `public` is where everybody can read it; `signed` gives out links that work for an hour.
    """

    def __init__(
        self, *, timeout: float, path_style: bool, signed: bool, public: str, **options: Any
    ) -> None:
        self.signed, self.public = signed, public
        config = Config(
            connect_timeout=min(CONNECT_SECONDS, timeout),
            read_timeout=timeout,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path" if path_style else "auto"},
            # Not every server of this language knows the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        fixed = {"file_overwrite": True, "default_acl": None, "querystring_expire": LINK_SECONDS}
        super().__init__(client_config=config, **fixed, **options)

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """How an object presents itself to who reads the bucket without us."""
        if self.relative(name).startswith(PRIVATE):
            return {"ContentType": "application/octet-stream", "CacheControl": "private, no-store"}
        kind = SHOWN.get(PurePosixPath(name).suffix.lower())
        parameters = {"CacheControl": "public, max-age=31536000, immutable"}
        if kind is None:
            return parameters | {
                "ContentType": "application/octet-stream",
                "ContentDisposition": "attachment",
            }
        return parameters | {"ContentType": kind}

    def relative(self, key: str) -> str:
        """The name of an object within our part of the bucket."""
        return key.removeprefix(f"{self.location}/") if self.location else key

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Its length; `FileNotFoundError` when there is no such object."""
        with _answering():
            return int(super().size(name))

    def delete(self, name: str) -> None:
        """Remove it; nothing happens when it is gone already."""
        with _answering():
            super().delete(name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        with _answering(may_lack=False):
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """The whole object; what is large waits on disk, so that reading cannot fail half-way."""
        target = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the caller closes it
        with _answering():
            for piece in self._object(name).get()["Body"].iter_chunks(CHUNK):
                target.write(piece)
        target.seek(0)
        return File(target, name)

    def read(self, name: str, first: int, count: int) -> Iterator[bytes]:
        """So many bytes of an object from the first that is wanted, in pieces."""
        if count <= 0:
            return iter(())
        with _answering():
            body = self._object(name).get(Range=f"bytes={first}-{first + count - 1}")["Body"]
        pieces: Iterator[bytes] = body.iter_chunks(CHUNK)
        return pieces

    def names(self) -> Iterator[str]:
        """Every object of our part of the bucket."""
        prefix = f"{self.location}/" if self.location else ""
        with _answering(may_lack=False):
            for found in self.bucket.objects.filter(Prefix=prefix):
                yield self.relative(found.key)

    def link(self, name: str, headers: Mapping[str, str]) -> str | None:
        """Where a browser reads it without us, if it may."""
        if self.public:
            return f"{self.public}/{filepath_to_uri(name)}"
        if not self.signed:
            return None
        with _answering():
            return str(
                self.url(
                    name,
                    {
                        "ResponseContentType": headers["Content-Type"],
                        "ResponseContentDisposition": headers["Content-Disposition"],
                    },
                )
            )

    def _object(self, name: str) -> Any:
        return self.bucket.Object(self._normalize_name(name))
