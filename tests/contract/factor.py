"""Second factors on the stage: on for the one operation that needs one."""

import time

from tests.world import PASSWORD, Person, person


def body_for(path: str, asking: Person) -> dict[str, str]:
    """What an operation of `auth/mfa/` is sent by this person, whose sign-ins end before it."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    turn_off_all()
    owner = person() if path.endswith("/login/") else asking
    account = Account.objects.get(username=owner.username)
    setup = services.begin(account=account)
    code = _code(setup.secret)
    if path.endswith("/activate/"):
        return {"setup": setup.setup, "code": code, "password": PASSWORD}
    recovery = services.activate(account=account, setup=setup.setup, code=code, session="")
    if path.endswith("/login/"):
        return {"mfa_token": str(services.second_step(account=account)), "code": recovery[0]}
    return {"code": recovery[0], "password": PASSWORD}


def turn_off_all() -> None:
    """Let passwords be enough for everybody."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()


def _code(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
