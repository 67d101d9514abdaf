"""Reading the e-mails that were sent into the folder."""

import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings


def mails(folder: Path) -> list[EmailMessage]:
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in folder.glob("*.eml")]


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def emptied_folder() -> Path:
    found = Path(settings.EMAIL_FILE_PATH)
    found.mkdir(parents=True, exist_ok=True)
    for mail in found.iterdir():
        mail.unlink()
    return found


def key_in(mail: EmailMessage) -> str:
    """The key of the link that proves an address."""
    found = re.search(r"/verify-email\?key=([^\s\"]+)", part(mail, "plain"))
    assert found is not None, part(mail, "plain")
    return found[1]


Deliver = Callable[[], None]
