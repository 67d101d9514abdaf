"""Recognising the person behind a request by the access token it bears."""

import time
from collections.abc import Sequence

from rest_framework.request import Request
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import AccessToken

from lectern.accounts import services
from lectern.accounts.tokens import read
from lectern.shared.errors import DomainError
from lectern.shared.policies import Principal


class SessionAuthentication(JWTAuthentication):
    """Signature, then Redis, then SQL: a token whose session has ended is refused at once.

    Who has to set up a second factor gets to views that say that they serve that.
    """

    @staticmethod
    def errors(view: object) -> Sequence[type[DomainError]]:
        """What a token may be refused with, in this view."""
        if getattr(view, "serves_setup", False):
            return (services.TokenInvalid,)
        return services.TokenInvalid, services.SecondFactorRequired

    def authenticate(self, request: Request) -> tuple[Principal, AccessToken] | None:
        """The person and the token; None for a visitor."""
        header = self.get_header(request)
        raw = self.get_raw_token(header) if header is not None else None
        if raw is None:
            return None
        try:
            token, known = read(raw.decode(errors="replace"))
        except TokenError as error:
            raise InvalidToken(str(error)) from error
        left = int(known.expires_at - time.time())
        if not services.is_live(jti=token["jti"], remaining_life=left):
            raise InvalidToken("This session has ended.")
        view = request.parser_context["view"] if request.parser_context else None
        if token.get("setting_up") and not getattr(view, "serves_setup", False):
            raise services.SecondFactorRequired
        return known.who, token
