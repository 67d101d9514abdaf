"""Who people are, and for how long we believe it."""

from datetime import timedelta
from typing import Any

from lectern.config import env

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # asked first: who is locked out costs no hash
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if env.BREACHED_PASSWORDS_URL:
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "lectern.accounts.services.breached.BreachedPasswordValidator",
            "OPTIONS": {"url": env.BREACHED_PASSWORDS_URL, "timeout": 1.0},
        }
    )
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds for which a link from an e-mail sets a password
INVITATION_LIFE = timedelta(days=14)  # nobody waits for this one; it ends with the first password

# Whether people may sign in before they have opened the link that proves their address.
EMAIL_VERIFICATION_IS_MANDATORY = env.EMAIL_VERIFICATION == "mandatory"
EMAIL_LINK_LIFE = timedelta(days=3)
EMAIL_LINK_PAUSE = timedelta(minutes=1)  # from one link of an account to its next

# Whether people register themselves, or are brought in by admins alone.
REGISTRATION_OPEN = env.REGISTRATION_OPEN
# Whether who wants to teach waits for an admin to agree.
INSTRUCTOR_APPROVAL = env.INSTRUCTOR_APPROVAL

MFA_ADAPTER = "lectern.accounts.services.second_factor.vault.Vault"
MFA_TOTP_TOLERANCE = 1  # half minutes by which clocks may differ
MFA_RECOVERY_CODE_DIGITS = 10
MFA_SETUP_LIFE = timedelta(minutes=15)
MFA_CHALLENGE_LIFE = timedelta(minutes=5)  # from the password to the code
MFA_FAILURE_LIMIT = 10  # so many wrong codes of an account in a row, and it waits
MFA_LOCKOUT = timedelta(minutes=15)
MFA_IS_REQUIRED_OF_STAFF = env.MFA_STAFF == "required"

# So many wrong passwords for one name from one address lock that pair for a while.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "lectern.accounts.api.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "lectern.shared.address.address_of"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # `Retry-After` is a promise
AXES_DISABLE_ACCESS_LOG = True  # sessions say who signed in, when and from where
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Sign-in answers for itself; a middleware would look at every request for nothing.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]

ACCOUNT_ADAPTER = "allauth.account.adapter.DefaultAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USERNAME_MIN_LENGTH = 3

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "USER_ID_CLAIM": "sub",
    "ALGORITHM": "HS256",
    "SIGNING_KEY": env.SECRET_KEY,
}

# A client whose answer was lost on the way may present the same refresh token again this soon.
REFRESH_LEEWAY = timedelta(seconds=10)

REFRESH_COOKIE = "lectern_refresh"
REST_AUTH = {
    "USE_JWT": True,
    "SESSION_LOGIN": False,
    "TOKEN_MODEL": None,
    "JWT_AUTH_HTTPONLY": True,
    "JWT_AUTH_REFRESH_COOKIE": REFRESH_COOKIE,
    "JWT_AUTH_REFRESH_COOKIE_PATH": "/api/auth/",
    "JWT_AUTH_SAMESITE": "Strict",
    "JWT_AUTH_SECURE": env.SITE_URL.startswith("https://"),
    "LOGIN_SERIALIZER": "lectern.accounts.api.auth_serializers.LoginSerializer",
    "REGISTER_SERIALIZER": "lectern.accounts.api.auth_serializers.RegistrationSerializer",
    "USER_DETAILS_SERIALIZER": "lectern.accounts.api.auth_serializers.MeSerializer",
    "JWT_SERIALIZER": "lectern.accounts.api.auth_serializers.SignedInSerializer",
}
