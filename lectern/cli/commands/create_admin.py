"""`lectern create-admin`: the first account of an installation without the demo."""

from pathlib import Path

from lectern.cli import databases, django_project
from lectern.cli.acting import acting
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen


def run(*, data_dir: Path, username: str, email: str, password: str) -> None:
    """Create somebody who may do everything."""
    with django_project.ready(data_dir, "create-admin"):
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        from lectern.accounts import services
        from lectern.accounts.models import Account

        databases.update()
        try:
            validate_email(email)
            validate_password(password, Account(username=username, email=email))
        except ValidationError as error:
            raise OperatorError(" ".join(error.messages)) from error
        with acting("create-admin"):
            services.register(
                username=username,
                email=email,
                password=password,
                is_admin=True,
                is_student=False,
                email_verified=True,
            )
    Screen().done(f"{username} can log in and may do everything")
