"""What people wrote, made fit to stand within a sentence of ours."""

import re
import unicodedata

_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL"}
# Marks that turn the direction of what follows them, also of our own words.
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_GAPS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str, longest: int) -> str:
    """The text on one line, not longer than this; its direction does not reach what follows."""
    plain = "".join(c for c in text if unicodedata.bidirectional(c) not in _TURNING)
    line = _GAPS.sub(" ", plain).strip()
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in line):
        return f"{_ISOLATE}{line}{_POP}"
    return line
