"""Identity in SQL: accounts, and the sessions that their tokens open."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class Account(AbstractUser):
    """Who may sign in. What others see of a person is the profile in MongoDB."""

    # Django's way to do without an inherited field.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address")

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_username_unique"),
            models.UniqueConstraint(Lower("email"), name="account_email_unique"),
        ]


class Session(models.Model):
    """One issued access token, and the refresh token that was issued with it.

    All sessions that grew out of one sign-in by rotation share its `family`.
    """

    access_jti = models.CharField(max_length=32, unique=True)
    refresh_jti = models.CharField(max_length=32, db_index=True)
    family = models.CharField(max_length=32, db_index=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()  # when the person signed in
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "ended_at"], name="session_account_live")]

    def __str__(self) -> str:
        """For people who look at the database."""
        return f"session {self.access_jti} of account {self.account_id}"


class EmailLink(models.Model):
    """What the latest link of an account proves: that its address is theirs, or that one which
    they want instead. An earlier link to another address opens nothing any more.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="email_link")
    email = models.EmailField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        """For people who look at the database."""
        return f"link to {self.email} for account {self.account_id}"


class Fact(models.Model):
    """What happened to an account, written with it; it goes when the outbox in MongoDB has it."""

    event_id = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=100)
    payload = models.TextField()  # extended JSON
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        """For people who look at the database."""
        return f"{self.kind} of {self.recorded_at:%Y-%m-%d %H:%M:%S}"
