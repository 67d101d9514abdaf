"""Code blocks: highlighted with CSS classes, named, and reachable with the keyboard."""

import re
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# What a program prints is not source code, whatever Pygments has of these names.
_PRINTED = {"output": "Output", "error": "Error"}
_PLAIN = {"", "text", "txt", "plain", "plaintext", "none"}
_LANGUAGE = re.compile(r"[\w+#-]+")
# Some lexers take the square of their input: a program this long is shown without colours.
_LONGEST = 20_000
_FORMATTER = HtmlFormatter(nowrap=True)


def render_code(source: str, info: str) -> tuple[str, str | None]:
    """The block as HTML, and the language when nobody knows it."""
    found = _LANGUAGE.search(info)
    language = found.group().lower() if found else ""
    is_source = language not in _PRINTED and language not in _PLAIN
    lexer = _lexer(language) if is_source else None
    unknown = language if is_source and lexer is None else None
    title = _PRINTED.get(language) or (lexer.name if lexer else "")
    kind = f"code code-{language}" if language in _PRINTED else "code"
    if lexer and len(source) <= _LONGEST:
        body = highlight(source, lexer, _FORMATTER)
    else:
        body = escape(source, quote=False)
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    html = (
        f'<figure class="{kind}">{caption}'
        f'<pre tabindex="0" role="group" aria-label="{escape(title or "Code")}">'
        f'<code class="highlight">{body}</code></pre></figure>\n'
    )
    return html, unknown


def _lexer(language: str) -> Lexer | None:
    try:
        # stripnl would eat blank lines that the author wrote.
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
