"""Addresses are proven by links; accounts of before may ask for theirs."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def give_links(apps: Any, _schema_editor: Any) -> None:
    """One to each account, for the address that it has."""
    links = apps.get_model("accounts", "EmailLink").objects
    for account in apps.get_model("accounts", "Account").objects.order_by("pk").iterator():
        links.create(account=account, email=account.email, asked_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_session_started_at")]

    operations = [
        migrations.CreateModel(
            name="EmailLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="email_link",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(give_links, migrations.RunPython.noop),
    ]
