"""Numbers of certificates: `LEC-7K3QD-9WXTM-2HPVJ`.

Fourteen random characters (70 bits) and one that checks them, in Crockford's alphabet: it has no
letters that look like digits, so a number survives paper, telephone and handwriting. The check
finds any one character that is wrong and any two that are swapped.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM = 14
_GROUP = 5
_LOOKALIKES = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s-]+")
_WRITTEN = re.compile(f"(?:LEC)?([{ALPHABET}OIL]{{{RANDOM + 1}}})")
LONGEST = 64
PATTERN = f"^LEC-[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}$"


def new_number() -> str:
    """A number that nobody can guess."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return _grouped(characters + check_character(characters))


def read_number(text: str) -> str | None:
    """The number as it is kept, however it was written down; nothing when it cannot be one."""
    compact = _SEPARATORS.sub("", text[:LONGEST]).upper()
    written = _WRITTEN.fullmatch(compact)
    if written is None:
        return None
    characters = written[1].translate(_LOOKALIKES)
    right = check_character(characters[:-1]) == characters[-1]
    return _grouped(characters) if right else None


def check_character(characters: str) -> str:
    """The character that belongs behind these: a sum over GF(32) with a weight for each place."""
    total = 0
    for character in characters:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    """Multiply by x modulo x⁵ + x² + 1, whose powers are all different for 31 places."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _grouped(characters: str) -> str:
    groups = [characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP)]
    return "-".join(["LEC", *groups])
