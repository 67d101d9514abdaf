"""E-mail: into the data directory until an SMTP server is named."""

from datetime import timedelta

from lectern.config import env

DEFAULT_FROM_EMAIL = env.MAIL_FROM
EMAIL_BACKEND = "lectern.shared.mail.FolderBackend"
EMAIL_FILE_PATH = env.DATA_DIR / "mail"
EMAIL_TIMEOUT = 20  # a step; a server that looks for viruses takes its time
DIGEST_HOUR = env.DIGEST_HOUR
ANNOUNCEMENT_MAILS_PER_SECOND = env.ANNOUNCEMENT_MAILS_PER_SECOND
NOTIFICATION_LIFE = timedelta(days=env.NOTIFICATION_DAYS)

if env.EMAIL:
    globals().update(env.EMAIL)
    if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
        EMAIL_BACKEND = "lectern.shared.smtp.ServerBackend"
