"""How people may be called: usernames and e-mail addresses that look like no other.

Usernames are ASCII, so that no two of them look alike: no homoglyphs, no invisible characters, no
second way to write a letter. An address is kept in the one form in which it is compared.
"""

import re
import unicodedata

# Three to thirty characters; a dot at the end is lost wherever a name ends a sentence.
USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,28}[A-Za-z0-9_-]\Z"
# What stands before the @ is plain ASCII without quotes: no blanks, no controls, no comments.
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
MAX_ADDRESS = 254


def is_username(text: str) -> bool:
    """Whether somebody may be called this."""
    return re.match(USERNAME, text) is not None


def address(text: str) -> str:
    """An e-mail address in lower case, with the domain as the name system writes it.

    `ValueError` when it is none that mail could be sent to.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local) or _has_invisible(domain):
        raise ValueError("This is not an e-mail address.")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("This domain cannot be written in ASCII.") from error
    found = f"{local}@{ascii_domain}".lower()
    if len(found) > MAX_ADDRESS:
        raise ValueError("This address is too long.")
    return found


def is_line(text: str) -> bool:
    """Whether text is one line without controls, as names are that stand in e-mails."""
    return all(unicodedata.category(sign) not in ("Cc", "Zl", "Zp") for sign in text)


def _has_invisible(text: str) -> bool:
    """Whether some of it would not be seen: controls, marks of direction, zero widths, blanks."""
    return any(unicodedata.category(sign)[0] in "CZ" for sign in text)
