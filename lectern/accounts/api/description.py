"""What the API description needs to be told about signing in."""

from drf_spectacular.contrib import rest_auth
from drf_spectacular.extensions import OpenApiAuthenticationExtension

from lectern.accounts.api.authentication import SessionAuthentication

# These views of dj-rest-auth need allauth's social accounts, which Lectern does not have; the
# description must not try to load them.
for absent in (
    rest_auth.RestAuthRegisterView,
    rest_auth.RestAuthResendEmailVerificationView,
    rest_auth.RestAuthVerifyEmailView,
):
    absent.target_class = None  # type: ignore[assignment]


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the API description names it."""

    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
