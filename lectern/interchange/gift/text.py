"""Escapes: a backslash makes a sign of GIFT plain text, `\\n` is a line break."""

import re

_ESCAPE = re.compile(r"\\([\\:~=#{}>n])")
_TO_ESCAPE = re.compile(r"[:~=#{}]|\n|\\(?=[\\:~=#{}>n\n]|\Z)")
_FORMAT = re.compile(r"\s*\[(markdown|html|plain|moodle)\]", re.IGNORECASE)


def mask(text: str) -> str:
    """The text with its escapes blotted out, of the same length: what is left is structure."""
    return _ESCAPE.sub("\0\0", text)


def decode(text: str) -> str:
    """What the author meant, without the space around it."""
    return _ESCAPE.sub(_meaning, text).strip()


def _meaning(escape: re.Match[str]) -> str:
    sign = escape.group(1)
    return "\n" if sign == "n" else sign


def encode(text: str) -> str:
    """The text on one line with every sign escaped: `decode(encode(text)) == text.strip()`."""
    return _TO_ESCAPE.sub(_written, text)


def _written(sign: re.Match[str]) -> str:
    return r"\n" if sign.group() == "\n" else "\\" + sign.group()


def split_format(text: str) -> tuple[str | None, str]:
    """A leading `[markdown]`, `[html]`, `[plain]` or `[moodle]`, and the rest."""
    found = _FORMAT.match(text)
    if found is None:
        return None, text
    return found.group(1).lower(), text[found.end() :]


def encode_inner(text: str) -> str:
    """As `encode`, for a text inside the braces: one that starts like a format is protected."""
    guard = "[markdown]" if _FORMAT.match(text) else ""
    return guard + encode(text)


def decode_inner(text: str) -> str:
    """As `decode`, for a text inside the braces, where a format may lead too."""
    return decode(split_format(text)[1])
