"""What was sent: the messages in the folder, and their parts."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings


def empty() -> None:
    """Take out what is in the folder."""
    for mail in _folder().iterdir():
        mail.unlink()


def sent() -> list[EmailMessage]:
    """Every message, whatever the order."""
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in _folder().glob("*.eml")]


def subjects() -> list[str]:
    """Their subjects, in alphabetical order."""
    return sorted(mail["Subject"].strip() for mail in sent())


def part(mail: EmailMessage, kind: str) -> str:
    """The `plain` or the `html` part."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def _folder() -> Path:
    found = Path(settings.EMAIL_FILE_PATH)
    found.mkdir(parents=True, exist_ok=True)
    return found
