"""Where things are kept: identity in SQL, everything else in MongoDB, warm copies in Redis."""

from lectern.config import env

DATABASES = {"default": {**env.DATABASE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a writer waits for its turn instead of failing when it first writes.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
    }

MONGODB_URI = env.MONGODB_URI
REDIS_URL = env.REDIS_URL

MEDIA_ROOT = env.DATA_DIR / "media"
MEDIA_URL = "/media/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 64 * 1024 * 1024
