"""What happens to accounts is written with them, and told to MongoDB from there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_email_link")]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.CharField(max_length=24, unique=True)),
                ("kind", models.CharField(max_length=100)),
                ("payload", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
    ]
