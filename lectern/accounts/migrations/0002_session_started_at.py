"""Sessions remember when their sign-in began."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models


def begin_with_first_token(apps: Any, _schema_editor: Any) -> None:
    """A sign-in of before began with the oldest of its sessions that is still here."""
    sessions = apps.get_model("accounts", "Session").objects
    firsts = sessions.values("family").annotate(first=models.Min("created_at"))
    for row in firsts.iterator():
        sessions.filter(family=row["family"]).update(started_at=row["first"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="started_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(begin_with_first_token, migrations.RunPython.noop),
    ]
