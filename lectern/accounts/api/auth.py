"""Signing in and out: dj-rest-auth's views, with sessions that can be ended at once."""

from typing import Any, ClassVar

from dj_rest_auth.jwt_auth import set_jwt_refresh_cookie, unset_jwt_cookies
from dj_rest_auth.views import LoginView as BaseLoginView
from django.conf import settings
from drf_spectacular.utils import extend_schema
from pymongo.client_session import ClientSession
from rest_framework import status
from rest_framework.generics import GenericAPIView, RetrieveUpdateAPIView
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.views import TokenVerifyView

from lectern.accounts import selectors, services
from lectern.accounts.api import record
from lectern.accounts.api.auth_serializers import (
    CredentialsSerializer,
    HalfWaySerializer,
    LoginSerializer,
    MeSerializer,
    PairSerializer,
    RefreshSerializer,
    RegisteredSerializer,
    RegistrationSerializer,
    SignedInSerializer,
    VerifySerializer,
    device,
)
from lectern.shared import audit, uploads
from lectern.shared.api.failures import Errors
from lectern.shared.api.permissions import SignedIn, asker
from lectern.shared.api.preconditions import PreconditionFailed, held
from lectern.shared.policies import Row

# The password, the second factor, and what the site asks for besides.
SIGN_IN = (
    services.BadCredentials,
    services.EmailNotVerified,
    services.NotOn,
    services.TooManyCodes,
    services.WrongCode,
)


def signed_in(session: services.SignedIn, code: int) -> Response:
    """The answer to a sign-in: token and user in the body, the refresh token in its cookie."""
    record.done_by(session.account)
    response = Response(SignedInSerializer(session).data, status=code)
    if session.refresh:
        set_jwt_refresh_cookie(response, session.refresh)
    return response


def half_way(mfa_token: str) -> Response:
    """The answer to a right password that is not enough; nobody has signed in yet."""
    audit.withdraw()
    body = {"mfa_token": mfa_token, "methods": ["totp", "recovery_code"]}
    return Response(HalfWaySerializer(body).data, status=status.HTTP_202_ACCEPTED)


@extend_schema(request=LoginSerializer, responses={200: SignedInSerializer, 202: HalfWaySerializer})
class LoginView(BaseLoginView):
    """Sign in with username or e-mail; with a second factor, the code comes next."""

    authentication_classes = ()
    errors: ClassVar[Errors] = {"post": SIGN_IN}

    def login(self) -> None:
        """Nothing yet: a session is opened with the answer."""

    def get_response(self) -> Response:
        """`{token, user}`, or `{mfa_token, methods}`."""
        values = self.serializer.validated_data
        if values["mfa_token"]:
            return half_way(values["mfa_token"])
        session = services.open_session(account=values["user"], **device(self.request))
        return signed_in(session, status.HTTP_200_OK)


@extend_schema(request=RegistrationSerializer, responses={201: RegisteredSerializer})
class RegisterView(GenericAPIView):
    """Join; a new person is signed in, unless their e-mail address must be proven first."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = RegistrationSerializer
    errors: ClassVar[Errors] = {
        "post": (services.EmailTaken, services.RegistrationClosed, services.UsernameTaken)
    }

    def post(self, request: Request) -> Response:
        """`{token, user}`."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return signed_in(serializer.save(**device(request)), status.HTTP_201_CREATED)


class LogoutView(APIView):
    """End this sign-in: its access tokens at once, its refresh token for good."""

    permission_classes = (AllowAny,)
    serves_setup = True

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """204, also for somebody who is not signed in."""
        who = asker(request)
        if who.is_authenticated:
            family = services.family_of(jti=who.session)
            services.end_family(family=family or "")
        else:
            audit.withdraw()
        response = Response(status=status.HTTP_204_NO_CONTENT)
        unset_jwt_cookies(response)
        return response


class MeView(RetrieveUpdateAPIView):
    """The person who asks."""

    serializer_class = MeSerializer
    permission_classes = (SignedIn,)
    http_method_names = ("get", "patch", "head", "options")
    errors: ClassVar[Errors] = {"patch": (uploads.UnknownUpload, PreconditionFailed)}

    @property
    def serves_setup(self) -> bool:
        """Who has to set up a second factor may see who they are, and change nothing."""
        return self.request.method in SAFE_METHODS

    def get_object(self) -> Row:
        """Their profile, and what they have proven."""
        return selectors.oneself(asker(self.request))

    def perform_update(self, serializer: Any) -> None:
        """Change it, and show it as it is now."""
        user = serializer.instance["_id"]
        with held(self.request, self._shown):
            services.change_profile(user=user, values=serializer.validated_data)
        serializer.instance = self.get_object()

    def _shown(self, session: ClientSession | None) -> Any:
        return self.get_serializer(selectors.oneself(asker(self.request), session)).data


class TokenView(GenericAPIView):
    """Tokens for programs."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = CredentialsSerializer
    errors: ClassVar[Errors] = {"post": SIGN_IN}

    @extend_schema(responses={200: PairSerializer, 202: HalfWaySerializer})
    def post(self, request: Request) -> Response:
        """`{access, refresh}`, or `{mfa_token, methods}`."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        if values["mfa_token"]:
            return half_way(values["mfa_token"])
        session = services.open_session(account=values["user"], **device(request))
        record.done_by(session.account)
        return Response({"access": session.access, "refresh": session.refresh})


class TokenRefreshView(GenericAPIView):
    """Exchange a refresh token, from the body or from the browser's cookie, for a new pair."""

    audited = False  # programs do it every quarter of an hour; the sign-in is recorded
    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = RefreshSerializer
    errors: ClassVar[Errors] = {
        "post": (services.TokenInvalid, services.TokenReused, services.BadCredentials)
    }

    @extend_schema(responses=PairSerializer)
    def post(self, request: Request) -> Response:
        """`{access}` and a new cookie for browsers, `{access, refresh}` for programs."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data.get("refresh")
        token = given or _own_cookie(request)
        session = services.rotate(refresh=token, **device(request))
        if given:
            return Response({"access": session.access, "refresh": session.refresh})
        response = Response({"access": session.access})
        set_jwt_refresh_cookie(response, session.refresh)
        return response


def _own_cookie(request: Request) -> str:
    """The cookie, when our own pages send it: what another site lets a browser do is not asked for.

    The cookie is `SameSite=Strict`; this keeps out neighbours below the same domain as well.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return ""
    return request.COOKIES.get(settings.REFRESH_COOKIE, "")


@extend_schema(request=VerifySerializer, responses={200: None})
class VerifyView(TokenVerifyView):
    """Whether a token is one of ours and has not expired."""

    audited = False
    authentication_classes = ()
    serializer_class = VerifySerializer
    errors: ClassVar[Errors] = {"post": (services.TokenInvalid,)}
