"""Leaving a kind of e-mail by the link that stands in it, without signing in."""

from bson import ObjectId

from lectern.accounts.selectors import user_row
from lectern.notifications.kinds import EMAIL, KINDS
from lectern.notifications.links import EVERYTHING, read
from lectern.notifications.services.preferences import choose
from lectern.shared.errors import Invalid


class UnsubscribeInvalid(Invalid):
    """The link is not one of ours."""

    code = "unsubscribe-invalid"
    title = "This link is not one of ours. Choose in your settings what you are told."


def unsubscribe(*, token: str) -> tuple[ObjectId, list[str]]:
    """Stop the e-mails that a link is about; whose, and which kinds. Again changes nothing."""
    link = read(token)
    if link is None or not (link.kind == EVERYTHING or link.kind in KINDS):
        raise UnsubscribeInvalid
    named = KINDS if link.kind == EVERYTHING else (link.kind,)
    kinds = [kind for kind in named if EMAIL in KINDS[kind].channels and not KINDS[kind].required]
    if user_row(link.person) is not None:
        choose(person=link.person, kinds={kind: {EMAIL: False} for kind in kinds})
    return link.person, kinds
