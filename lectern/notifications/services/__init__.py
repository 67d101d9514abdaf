"""Writes of the inbox, of what people choose, and of the e-mails that follow."""

from .digests import close_digest, hold, send_digest, wait_anew
from .inbox import mark, mark_all_read, notify, notify_many, remove
from .post import post
from .preferences import choose, choose_anew
from .unsubscribing import UnsubscribeInvalid, unsubscribe

__all__ = [
    "UnsubscribeInvalid",
    "choose",
    "choose_anew",
    "close_digest",
    "hold",
    "mark",
    "mark_all_read",
    "notify",
    "notify_many",
    "post",
    "remove",
    "send_digest",
    "unsubscribe",
    "wait_anew",
]
