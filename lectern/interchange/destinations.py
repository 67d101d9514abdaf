"""Where the links and figures of a Markdown text lead, and leading them elsewhere."""

import re
from collections.abc import Callable

_DESTINATION = re.compile(r"(?P<before>\]\(<?|\]:[ \t]+<?)(?P<path>[^\s)>#]+)")


def redirect(text: str, change: Callable[[str], str]) -> str:
    """The text with the path of each destination changed; fragments and titles stay."""
    return _DESTINATION.sub(lambda match: match["before"] + change(match["path"]), text)
