"""What every Django project states first."""

from lectern.config import env

ENVIRONMENT = env.ENVIRONMENT
VERSION = env.VERSION
SECRET_KEY = env.SECRET_KEY
SECRET_KEY_FALLBACKS = env.OLD_SECRET_KEYS
DEBUG = False  # problems are JSON and logs carry the trace: no page ever shows one
ALLOWED_HOSTS = env.HOSTS
SITE_URL = env.SITE_URL
DATA_DIR = env.DATA_DIR
DEMO_PASSWORD = env.DEMO_PASSWORD

ROOT_URLCONF = "lectern.urls"
WSGI_APPLICATION = "lectern.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "rest_framework",
    "rest_framework_simplejwt.token_blacklist",
    "dj_rest_auth",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lectern.shared",
    "lectern.accounts",
    "lectern.catalog",
    "lectern.learning",
    "lectern.certificates",
    "lectern.assessment",
    "lectern.interchange",
    "lectern.notifications",
    "lectern.config",
]

MIDDLEWARE = [
    "lectern.shared.middleware.RequestId",
    "lectern.shared.watching.Watch",
    # Above the gate: who is refused is guarded too, and other origins may read why.
    "lectern.shared.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "lectern.shared.gate.Gate",
    "lectern.shared.middleware.BodyLimit",
    "lectern.shared.middleware.WholeRequest",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lectern.shared.middleware.EntityTags",
    "lectern.shared.middleware.AuditTrail",
    "allauth.account.middleware.AccountMiddleware",
]
if env.CORS_ORIGINS:
    MIDDLEWARE.insert(3, "corsheaders.middleware.CorsMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("vi", "Tiếng Việt")]
SITE_LANGUAGE = env.LANGUAGE
SITE_NAME = env.SITE_NAME
SUPPORT_EMAIL = env.SUPPORT_EMAIL
SITE_TIME_ZONE = env.TIME_ZONE
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False
