"""Writes of the inbox, of announcements, of what people choose, and of the e-mails that follow."""

from .announcements import announce, correct, withdraw, withdraw_with_course
from .digests import close_digest, hold, send_digest, wait_anew
from .fan_out import deliver_announcement, mail_announcement, take_back
from .forgetting import forget_person
from .inbox import mark, mark_all_read, notify, notify_many, prune_read, remove
from .messages import mail_message, send_message
from .post import post
from .preferences import choose, choose_anew
from .unsubscribing import UnsubscribeInvalid, unsubscribe

__all__ = [
    "UnsubscribeInvalid",
    "announce",
    "choose",
    "choose_anew",
    "close_digest",
    "correct",
    "deliver_announcement",
    "forget_person",
    "hold",
    "mail_announcement",
    "mail_message",
    "mark",
    "mark_all_read",
    "notify",
    "notify_many",
    "post",
    "prune_read",
    "remove",
    "send_digest",
    "send_message",
    "take_back",
    "unsubscribe",
    "wait_anew",
    "withdraw",
    "withdraw_with_course",
]
