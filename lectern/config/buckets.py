"""Where files are kept, as one URL: `s3://bucket/prefix?endpoint=…&region=…`."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lectern.config.wrong import WrongSetting

KNOWN = frozenset({"endpoint", "region", "signed", "public", "timeout"})


class BadStorageUrl(WrongSetting):
    """The URL of the file store cannot be read."""


def bucket_options(
    url: str, *, access_key: str | None, secret_key: str | None
) -> dict[str, Any] | None:
    """The options of the bucket that the URL names; None when it is empty."""
    if not url:
        return None
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    unknown = asked.keys() - KNOWN
    if parts.scheme != "s3" or not parts.hostname or unknown:
        raise BadStorageUrl(
            "MEDIA_STORAGE_URL is s3://bucket/prefix with any of "
            f"{', '.join(sorted(KNOWN))} as parameters."
        )
    try:
        timeout = float(asked.get("timeout", "10"))
    except ValueError as error:
        raise BadStorageUrl("The timeout of MEDIA_STORAGE_URL is a number of seconds.") from error
    endpoint = asked.get("endpoint") or None
    return {
        "bucket_name": parts.hostname,
        "location": parts.path.strip("/"),
        "endpoint_url": endpoint,
        "path_style": endpoint is not None,  # one name for all buckets of a server of one's own
        "region_name": asked.get("region") or None,
        "signed": asked.get("signed", "false").lower() in ("1", "true", "yes"),
        "public": asked.get("public", "").rstrip("/"),
        "timeout": timeout,
        "access_key": access_key,
        "secret_key": secret_key,
    }
