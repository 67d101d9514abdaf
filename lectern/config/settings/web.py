"""The web application and the headers that every answer carries."""

from lectern.config import env

WEB_ROOT = env.WEB_ROOT
STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = env.WEB_ROOT if env.WEB_ROOT.is_dir() else None
# The build puts a hash into the names of scripts and styles: they never change under one name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/(?!static/).+-[A-Za-z0-9_-]{8}\.(?:js|css)$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_INDEX_FILE = False  # the fallback view serves index.html, so that it is never cached

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if env.SITE_URL.startswith("https://"):
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
        "media-src 'self' https:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
