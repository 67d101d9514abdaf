"""Where things are kept: identity in SQL, everything else in MongoDB, warm copies in Redis."""

from lectern.config import env

DATABASES = {"default": {**env.DATABASE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}

# IMMEDIATE: a writer waits for its turn instead of failing when it first writes.
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

MONGODB_URI = env.MONGODB_URI
REDIS_URL = env.REDIS_URL
REDIS_SENTINELS = env.REDIS_SENTINELS

AUDIT_DAYS = env.AUDIT_DAYS

MEDIA_ROOT = env.DATA_DIR / "media"
MEDIA_URL = "/media/"

STORAGES = {
    "default": {"BACKEND": "lectern.shared.bucket.Bucket", "OPTIONS": env.MEDIA_BUCKET}
    if env.MEDIA_BUCKET
    else {"BACKEND": "lectern.shared.storages.Folder"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

MIB = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MIB
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # what is larger goes to disk while it is read
UPLOAD_MAX_BYTES = env.UPLOAD_MAX_MIB * MIB
UPLOAD_MAX_PIXELS = 40_000_000
UPLOADS_PER_DAY = env.UPLOADS_PER_DAY  # for each person, as is the next one
UPLOAD_BYTES_PER_DAY = env.UPLOAD_MIB_PER_DAY * MIB
