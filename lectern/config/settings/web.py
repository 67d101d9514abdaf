"""The web application and the headers that every answer carries."""

from collections.abc import MutableMapping

from lectern.config import env, places

# The service worker and the list of files it keeps: what stands in them changes under one name.
_ALWAYS_FRESH = frozenset({"/worker.js", "/ngsw-worker.js", "/ngsw.json"})


def file_headers(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    """Files from which a browser learns of a new version are asked for each time.

    What never changes under its name is kept for as long as `deploy/nginx` has it kept.
    """
    if url in _ALWAYS_FRESH:
        headers["Cache-Control"] = "no-cache"
    elif "immutable" in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"


WEB_ROOT = env.WEB_ROOT
WEB_AT_ONCE = env.WEB_THREADS
WEB_WAITING = places.WAITING
STATIC_URL = "/static/"
STATIC_ROOT = env.STATIC_ROOT or None
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = env.WEB_ROOT if env.WEB_ROOT.is_dir() else None
# The build puts a hash into the names of scripts and styles: they never change under one name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/(?!static/).+-[A-Za-z0-9_-]{8}\.(?:js|css)$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = file_headers
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

# Programs of these origins may call the API with a token; the cookie of the browser is not theirs.
CORS_ALLOWED_ORIGINS = env.CORS_ORIGINS
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = [
    *("accept", "accept-language", "authorization", "content-type"),
    *("idempotency-key", "if-match", "if-none-match", "x-request-id"),
]
CORS_EXPOSE_HEADERS = ["ETag", "Location", "Retry-After", "X-Request-ID"]

# Of the pages alone: the viewers of the API description make their markup from strings.
PAGE_POLICY = "; ".join(
    [
        CONTENT_SECURITY_POLICY,
        "worker-src 'self'",
        "manifest-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types angular angular#bundler angular#components angular#unsafe-bypass"
        " lectern#worker",
    ]
)
