"""Markdown becomes the HTML that learners read."""

import re

import pytest

from lectern.shared.markdown import CONTENT_CLASSES, HIGHLIGHT_CLASSES, render


def html(source: str) -> str:
    return render(source).html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <s>c</s></p>"),
        ("one --- two, and `--flag`", "<p>one — two, and <code>--flag</code></p>"),
        ("Press <kbd>Tab</kbd>", "<p>Press <kbd>Tab</kbd></p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
    ],
)
def test_inline_text(source: str, expected: str) -> None:
    assert html(source).strip() == expected


def test_tables_keep_their_alignment_as_a_class_and_can_scroll() -> None:
    out = html("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<div class="table-scroll"><table>' in out
    assert '<th class="align-right">b</th>' in out
    assert '<td class="align-right">2</td>' in out
    assert "style" not in out


def test_task_lists_say_what_is_done() -> None:
    out = html("- [x] read\n- [ ] write\n- [z] neither\n")
    assert 'aria-label="Done">☑</span> read' in out
    assert 'aria-label="To do">☐</span> write' in out
    assert "<li>[z] neither</li>" in out
    assert "<input" not in out


def test_footnotes_link_both_ways_through_prefixed_anchors() -> None:
    out = html("Text[^a].\n\n[^a]: The note.\n")
    assert 'href="#content-fn1" id="content-fnref1"' in out
    assert '<li id="content-fn1"' in out
    assert 'href="#content-fnref1"' in out


class TestCode:
    def test_it_is_highlighted_with_classes_and_named(self) -> None:
        out = html("```python\nfor x in y:\n    pass\n```\n")
        assert "<figcaption>Python</figcaption>" in out
        assert '<span class="k">for</span>' in out
        assert "style=" not in out

    def test_every_class_is_in_the_published_lists(self) -> None:
        out = html(
            "```python\n@a\ndef f(x: int = 0x1) -> str:\n    '''d'''\n    return f'{x}'\n```\n"
        )
        classes = {name for value in re.findall(r'class="([^"]*)"', out) for name in value.split()}
        published = set().union(*CONTENT_CLASSES.values())
        assert classes <= published
        assert "nf" in classes & set(HIGHLIGHT_CLASSES)

    def test_a_block_is_reached_with_the_keyboard_and_has_a_name(self) -> None:
        assert '<pre tabindex="0" role="group" aria-label="Code">' in html("```\nx\n```\n")
        assert '<pre tabindex="0" role="group" aria-label="Code">' in html("    indented\n")

    @pytest.mark.parametrize(("language", "title"), [("output", "Output"), ("error", "Error")])
    def test_what_a_program_prints_is_labelled_and_left_as_it_is(
        self, language: str, title: str
    ) -> None:
        out = html(f"```{language}\nfor <x>\n```\n")
        assert f'<figure class="code code-{language}"><figcaption>{title}</figcaption>' in out
        assert '<code class="highlight">for &lt;x&gt;\n</code>' in out

    def test_an_unknown_language_is_shown_plain_and_reported(self) -> None:
        rendered = render("text\n\n```klingon\nx < 1\n```\n")
        assert "x &lt; 1" in rendered.html
        (note,) = rendered.unsupported
        assert (note.line, note.code, note.subject) == (3, "code-language", "klingon")

    def test_blank_lines_and_indentation_stay(self) -> None:
        text = re.sub(r"<[^>]+>", "", html("```python\n\n  x\n\n```\n"))
        assert text == "Python\n  x\n\n\n"

    def test_a_very_long_block_is_shown_without_colours(self) -> None:
        assert "<span" not in html("```python\n" + "x = 1\n" * 5_000 + "```\n")


class TestHeadings:
    def levels(self, source: str) -> list[str]:
        return re.findall(r"<(h\d|summary|details|aside)", html(source))

    @pytest.mark.parametrize(
        ("source", "levels"),
        [
            ("# A\n## B\n# C\n", ["h2", "h3", "h2"]),
            ("## A\n### B\n## C\n", ["h2", "h3", "h2"]),
            ("### A\n## B\n", ["h2", "h2"]),
            ("## A\n##### B\n##### C\n", ["h2", "h3", "h3"]),
            ("# A\n## B\n### C\n#### D\n##### E\n###### F\n", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ],
    )
    def test_levels_start_below_the_page_title_and_skip_none(
        self, source: str, levels: list[str]
    ) -> None:
        assert self.levels(source) == levels

    def test_a_heading_in_a_callout_lies_below_the_section_it_stands_in(self) -> None:
        source = "## A\n\n::: challenge\n## B\n### C\n:::\n\n## D\n"
        assert self.levels(source) == ["h2", "aside", "h3", "h4", "h2"]

    def test_anchors_are_prefixed_unique_and_reachable_from_links(self) -> None:
        out = html("## Getting *Help*!\n\n## Getting Help\n\n[go](#getting-help-1)\n")
        assert 'id="content-getting-help"' in out
        assert 'id="content-getting-help-1"' in out
        assert 'href="#content-getting-help-1"' in out

    def test_an_anchor_can_be_chosen(self) -> None:
        assert '<h2 id="content-short">A long title</h2>' in html("## A long title {#short}\n")

    def test_braces_that_are_no_attributes_stay_in_the_title(self) -> None:
        assert ">The set {1, 2}</h2>" in html("## The set {1, 2}\n")


class TestMaths:
    def test_inline(self) -> None:
        out = html("The polynomial $ax^0 + b$ at 5.")
        assert '<math display="inline" alttext="ax^0 + b">' in out
        assert "<msup><mi>x</mi><mn>0</mn></msup>" in out

    @pytest.mark.parametrize("source", ["$$\nx\n$$\n", "$$x$$\n", "so $$x$$ it is"])
    def test_display(self, source: str) -> None:
        assert '<math display="block" alttext="x">' in html(source)

    @pytest.mark.parametrize(
        "source",
        ["It costs $5 or $6.", "A $ alone", r"Write \$x\$ so", "`$x$`", "$x $", "$", "$$", "$$$$"],
    )
    def test_dollars_that_are_no_formula(self, source: str) -> None:
        assert "<math" not in html(source)

    def test_a_block_is_not_broken_by_what_looks_like_a_list(self) -> None:
        out = html("$$\nx\n+ y\n= z\n$$\n")
        assert "<ul" not in out
        assert "<h2" not in out
        assert out.count("<math") == 1

    def test_less_than_is_text(self) -> None:
        assert "<mo>&lt;</mo>" in html("$a<b$")

    @pytest.mark.parametrize("tex", [r"\frac", r"\left(", r"\unknowncommand x", "a^b^c^d"])
    def test_what_cannot_be_read_is_shown_as_written_and_reported(self, tex: str) -> None:
        rendered = render(f"a\n\nb ${tex}$")
        if "<math" in rendered.html:
            pytest.fail(f"{tex} was taken for a formula")
        assert f'<code class="math-source">{tex}</code>' in rendered.html
        assert [(note.line, note.code) for note in rendered.unsupported] == [(3, "formula")]
