"""The environment of the process, read here and nowhere else."""

import os
import secrets
from pathlib import Path
from typing import Literal, cast, get_args

import environ

from lectern import __version__
from lectern.config import places
from lectern.config.buckets import bucket_options
from lectern.config.redis import sentinels
from lectern.config.secret_files import with_files
from lectern.config.wrong import WrongSetting

Environment = Literal["development", "production", "test"]

_env = environ.Env()
_env.ENVIRON = with_files(os.environ)


class MissingSetting(WrongSetting):
    """A setting that production cannot do without is absent, or is none that there is."""


def _required_in_production(name: str, fallback: str) -> str:
    value = str(_env.str(name, default=""))
    if value:
        return value
    if ENVIRONMENT == "production":
        raise MissingSetting(f"Set {name}: a production installation does not guess it.")
    return fallback


def _environment() -> Environment:
    value = _env.str("LECTERN_ENV", default="development")
    for known in get_args(Environment):
        if value == known:
            return cast(Environment, known)
    raise MissingSetting(f"LECTERN_ENV is {value!r}; it must be development, production or test.")


def _one_of(name: str, default: str, *others: str) -> str:
    value = str(_env.str(name, default=default))
    if value not in (default, *others):
        raise MissingSetting(f"{name} is {value!r}; it must be {', '.join((default, *others))}.")
    return value


ENVIRONMENT: Environment = _environment()
VERSION = _env.str("LECTERN_VERSION", default=__version__)
DATA_DIR = Path(_env.str("LECTERN_DATA_DIR", default="var")).resolve()
SECRET_KEY = _required_in_production("LECTERN_SECRET_KEY", fallback=secrets.token_urlsafe(48))
# Keys of before, latest first: what they have signed or locked up is still believed and read.
OLD_SECRET_KEYS: list[str] = _env.list("LECTERN_OLD_SECRET_KEYS", default=[])
HOSTS: list[str] = _env.list("LECTERN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# How the site begins; what admins change in the browser holds instead (lectern/shared/site).
SITE_NAME = _env.str("LECTERN_SITE_NAME", default="Lectern")
SUPPORT_EMAIL = _env.str("LECTERN_SUPPORT_EMAIL", default="")
REGISTRATION_OPEN = _one_of("LECTERN_REGISTRATION", "open", "closed") == "open"
# What people read who have not chosen: e-mails and notifications.
LANGUAGE = _one_of("LECTERN_LANGUAGE", "en", "vi")
# By which e-mails write times, and digests go out at this hour. The API speaks UTC.
TIME_ZONE = _env.str("LECTERN_TIME_ZONE", default="UTC")
# Announcements go out by e-mail at this pace, so that other messages are not kept waiting.
ANNOUNCEMENT_MAILS_PER_SECOND: float = _env.float(
    "LECTERN_ANNOUNCEMENT_MAILS_PER_SECOND", default=10.0
)
# After so many days a notification that was read is forgotten.
NOTIFICATION_DAYS: int = _env.int("LECTERN_NOTIFICATION_DAYS", default=365)
DIGEST_HOUR: int = _env.int("LECTERN_DIGEST_HOUR", default=7)
SITE_URL = _env.str("LECTERN_SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CORS_ORIGINS: list[str] = _env.list("LECTERN_CORS_ORIGINS", default=[])

# How many proxies of one's own stand before the server, each appending to `X-Forwarded-For`.
PROXIES: int = _env.int("LECTERN_PROXIES", default=0)
RATES: dict[str, str] = _env.dict("LECTERN_RATES", default={})

MONGODB_URI = _required_in_production(
    "MONGODB_URI", fallback="mongodb://127.0.0.1:27017/lectern?replicaSet=lectern"
)
REDIS_URL = _required_in_production("REDIS_URL", fallback="redis://127.0.0.1:6379/0")
REDIS_SENTINELS = sentinels(REDIS_URL)
DATABASE = _env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'identity.sqlite3'}")

# For how many days it is kept who wrote what; 0 is for ever.
AUDIT_DAYS: int = _env.int("LECTERN_AUDIT_DAYS", default=365)
if AUDIT_DAYS < 0:
    raise MissingSetting("LECTERN_AUDIT_DAYS is a number of days, or 0 to keep all.")

EMAIL_URL = _env.str("EMAIL_URL", default="")
EMAIL: dict[str, object] = environ.Env.email_url_config(EMAIL_URL) if EMAIL_URL else {}
MAIL_FROM = _env.str("LECTERN_MAIL_FROM", default="Lectern <lectern@localhost>")

EMAIL_VERIFICATION = _one_of("LECTERN_EMAIL_VERIFICATION", "optional", "mandatory")
# Empty: files are kept in the data directory. Keys that are not given here, boto3 looks for itself.
MEDIA_BUCKET = bucket_options(
    _env.str("MEDIA_STORAGE_URL", default=""),
    access_key=_env.str("AWS_ACCESS_KEY_ID", default="") or None,
    secret_key=_env.str("AWS_SECRET_ACCESS_KEY", default="") or None,
)
UPLOAD_MAX_MIB: int = _env.int("LECTERN_UPLOAD_MAX_MIB", default=64)
UPLOADS_PER_DAY: int = _env.int("LECTERN_UPLOADS_PER_DAY", default=300)
UPLOAD_MIB_PER_DAY: int = _env.int("LECTERN_UPLOAD_MIB_PER_DAY", default=2_048)
MFA_STAFF = _one_of("LECTERN_MFA_STAFF", "optional", "required")
# Where breached passwords are known; empty: nobody is asked. See docs/reference/settings.md.
BREACHED_PASSWORDS_URL = _env.str(
    "LECTERN_BREACHED_PASSWORDS_URL",
    default="https://api.pwnedpasswords.com/range/" if ENVIRONMENT == "production" else "",
)
INSTRUCTOR_APPROVAL = _one_of("LECTERN_INSTRUCTOR_APPROVAL", "on", "off") == "on"

LOG_FORMAT = _env.str(
    "LECTERN_LOG_FORMAT", default="json" if ENVIRONMENT == "production" else "plain"
)
WEB_ROOT = Path(
    _env.str(
        "LECTERN_WEB_ROOT",
        default=str(
            next(
                (
                    built
                    for built in (
                        Path(__file__).parents[1] / "web_dist",
                        Path(__file__).parents[2] / "web/dist/lectern/browser",
                    )
                    if built.is_dir()
                ),
                Path(__file__).parents[2] / "web/dist/lectern/browser",
            )
        ),
    )
)
# Where `lectern migrate` lays the static files out for a server in front; empty: nowhere.
STATIC_ROOT = _env.str("LECTERN_STATIC_ROOT", default="")
# How many requests a web process works on at once; `lectern web --threads` says it.
WEB_THREADS: int = _env.int("LECTERN_WEB_THREADS", default=places.AT_ONCE)
# Without a token only programs of this machine may read `/metrics`.
METRICS_TOKEN = _env.str("LECTERN_METRICS_TOKEN", default="")
# Where the processes of this machine keep what they count; the client of Prometheus reads it too.
METRICS_DIR = Path(folder) if (folder := _env.str("PROMETHEUS_MULTIPROC_DIR", default="")) else None
# A Sentry that is told what failed; empty: nobody is.
SENTRY_DSN = _env.str("SENTRY_DSN", default="")
# Where traces go, by OTLP; empty: nowhere. OpenTelemetry reads its other variables itself.
TRACES = bool(
    (
        _env.str("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", default="")
        or _env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default="")
    )
    and _one_of("OTEL_TRACES_EXPORTER", "otlp", "none") == "otlp"
    and not _env.bool("OTEL_SDK_DISABLED", default=False)
)
if TRACES:
    _one_of("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
# In which headers a request tells of its trace. Baggage is the standard's, and is left alone.
TRACE_PROPAGATORS: list[str] = _env.list("OTEL_PROPAGATORS", default=["tracecontext"])
if unknown := set(TRACE_PROPAGATORS) - {"tracecontext", "xray", "baggage", "none"}:
    raise MissingSetting(f"OTEL_PROPAGATORS: {', '.join(sorted(unknown))} is not spoken here.")
# A worker that runs without a web server beside it tells its numbers on this port; 0: it does not.
# It asks nobody who they are, so it listens to this machine unless told otherwise.
WORKER_METRICS_HOST = _env.str("LECTERN_WORKER_METRICS_HOST", default="127.0.0.1")
WORKER_METRICS_PORT: int = _env.int("LECTERN_WORKER_METRICS_PORT", default=0)
DEMO_PASSWORD = _env.str("LECTERN_DEMO_PASSWORD", default="")
