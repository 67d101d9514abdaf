"""Registration and changes of people, in two stores, SQL first and MongoDB last.

A failure in MongoDB rolls SQL back. The reverse accident (MongoDB written, SQL not committed)
leaves a profile without an account; the next registration of that name replaces it.
"""

from typing import Any

from allauth.account.models import EmailAddress
from bson import ObjectId
from django.db import IntegrityError, transaction

from lectern.accounts import cache as keys
from lectern.accounts import names
from lectern.accounts.documents import User
from lectern.accounts.events import (
    EmailLinkRequested,
    InstructorRequested,
    PersonInvited,
    ProfileChanged,
)
from lectern.accounts.models import Account, EmailLink
from lectern.accounts.services import sessions
from lectern.accounts.services.profiles import put_profile
from lectern.accounts.services.removal import keep_an_admin
from lectern.accounts.services.telling import tell
from lectern.shared import cache, uploads
from lectern.shared.clock import now
from lectern.shared.errors import FieldError, Invalid, NotFound
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


class UsernameTaken(Invalid):
    """Another account has this username, in whatever case."""

    code = "username-taken"
    title = "This username is taken."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/username", self.title, self.code)])


class EmailTaken(Invalid):
    """Another account has this e-mail address."""

    code = "email-taken"
    title = "There is an account with this e-mail address."

    def __init__(self, pointer: str = "/email") -> None:
        super().__init__(errors=[FieldError(pointer, self.title, self.code)])


def register(
    *,
    username: str,
    email: str,
    password: str | None,
    is_instructor: bool = False,
    is_student: bool = True,
    is_admin: bool = False,
    instructor_requested: bool = False,
    email_verified: bool = False,
    is_invited: bool = False,
    **profile: Any,
) -> tuple[Account, Row]:
    """Create a person in both stores; `UsernameTaken` or `EmailTaken` when somebody was faster.

    A link goes to their address, unless whoever registers them knows that it is theirs: one that
    proves it, or for who is invited one that sets a password, which proves it as well.
    """
    email = _checked(username, email)
    account = Account(username=username, email=email, is_staff=is_admin)
    account.set_password(password)  # it takes long by design: nobody waits for our lock meanwhile
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            EmailAddress.objects.create(
                user=account, email=email, primary=True, verified=email_verified
            )
            link = EmailLink.objects.create(account=account, email=email, asked_at=now())
            roles = {
                "is_instructor": is_instructor,
                "is_student": is_student,
                "is_admin": is_admin,
                "instructor_requested": instructor_requested,
            }
            made = put_profile(account, {**profile, **roles})
            if is_invited:
                tell(PersonInvited(account.pk))
            elif not email_verified:
                tell(EmailLinkRequested(link.pk))
            if instructor_requested:
                tell(InstructorRequested(made["_id"]))
            return account, made
    except IntegrityError as error:
        if Account.objects.filter(username__iexact=username).exists():
            raise UsernameTaken from error
        raise EmailTaken from error


@transactional
def change_profile(tx: Transaction, *, user: ObjectId, values: dict[str, Any]) -> None:
    """Change what a person says about themselves (names, bio, picture).

    The picture is one that they uploaded; the one they do not show any more is not kept.
    """
    column = {"profile_picture": 1}
    if "profile_picture" in values:
        shown = tx.find_one(User, {"_id": user}, column) or {}
        uploads.check_picture(
            url=values["profile_picture"],
            purpose="profile-picture",
            owner=user,
            pointer="/profile_picture",
            before=shown.get("profile_picture", ""),
        )
    change = {"$set": User.changes(**values)}
    before = tx.find_and_update(User, {"_id": user}, change, projection=column) or {}
    if {"first_name", "last_name"} & values.keys():
        tx.publish(ProfileChanged(user=user))
    tx.after_commit(cache.forgetting([keys.names()], tx))
    replaced = before.get("profile_picture", "")
    if replaced != values.get("profile_picture", replaced):
        tx.after_commit(lambda: uploads.forget_picture(url=replaced, owner=user))


def change_roles(*, user: ObjectId, values: dict[str, bool]) -> None:
    """Change roles or activity; the sessions of the person end, so that it holds at once."""
    auth_id = _auth_id(user)
    if values.get("is_instructor"):
        values = {**values, "instructor_requested": False}
    with transaction.atomic():
        if not (values.get("is_admin", True) and values.get("is_active", True)):
            keep_an_admin(without=auth_id)
        account = Account.objects.select_for_update().get(pk=auth_id)
        account.is_staff = values.get("is_admin", account.is_staff)
        account.is_active = values.get("is_active", account.is_active)
        account.save(update_fields=["is_staff", "is_active"])
        sessions.end_all(account=account.pk)
        _write_roles(user=user, values=values)


@transactional
def _write_roles(tx: Transaction, *, user: ObjectId, values: dict[str, bool]) -> None:
    tx.update(User, {"_id": user}, {"$set": User.changes(**values)})
    tx.after_commit(cache.forgetting([keys.names()], tx))


def _checked(username: str, email: str) -> str:
    """The address in the form in which it is kept, when both follow the rules of names."""
    errors = []
    if not names.is_username(username):
        errors.append(FieldError("/username", "Nobody can be called this.", "invalid"))
    try:
        email = names.address(email)
    except ValueError as error:
        errors.append(FieldError("/email", str(error), "invalid"))
    if errors:
        raise Invalid(errors=errors)
    return email


def _auth_id(user: ObjectId) -> int:
    row = User.collection().find_one({"_id": user}, {"auth_id": 1})
    if row is None:
        raise NotFound
    return int(row["auth_id"])
