"""Fences of colons become call-outs."""

import re

import pytest

from lectern.shared.markdown import render


def shape(source: str) -> str:
    """The HTML without attributes other than the call-out's kind, and without line breaks."""
    out = re.sub(r'class="callout callout-(\w+)"', r"\1", render(source).html)
    out = re.sub(r' (?:id|role|class|aria-[a-z]+)="[^"]*"', "", out)
    return out.replace("\n", "")


def test_a_challenge_takes_its_title_from_its_first_heading() -> None:
    out = render("::: challenge\n\n## Try it\n\nText\n\n:::\n").html
    assert '<aside class="callout callout-challenge" role="note"' in out
    assert 'aria-labelledby="content-try-it"' in out
    assert '<h2 class="callout-title" id="content-try-it">Try it</h2>' in out


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("objectives", "Objectives"),
        ("questions", "Questions"),
        ("keypoints", "Key points"),
        ("prereq", "Prerequisites"),
        ("tip", "Tip"),
        ("warning", "Warning"),
        ("callout", "Note"),
    ],
)
def test_without_a_heading_the_title_is_a_word(name: str, title: str) -> None:
    assert shape(f"::: {name}\n\nText\n\n:::\n") == (
        f"<aside {name}><p>{title}</p><p>Text</p></aside>"
    )


def test_the_title_can_follow_the_name() -> None:
    assert shape("::: tip Look *here*\nText\n:::\n") == (
        "<aside tip><p>Look <em>here</em></p><p>Text</p></aside>"
    )


def test_a_solution_is_collapsed_and_its_heading_is_the_summary() -> None:
    assert shape("::: solution\n## The `answer`\n\n42\n:::\n") == (
        "<details solution><summary>The <code>answer</code></summary><p>42</p></details>"
    )
    assert shape("::: solution\n42\n:::\n") == (
        "<details solution><summary>Solution</summary><p>42</p></details>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "::::: challenge\n\na\n\n::: solution\n\nb\n\n:::\n\n:::::\n",
        "::: challenge\na\n::::::::: solution\nb\n:::\n::::\n",
        ":::challenge\na\n:::   {.solution}   \nb\n:::\n:::\n",
        "::: challenge :::\na\n:::: solution ::::\nb\n:::\n:::",
    ],
)
def test_nesting_does_not_depend_on_the_number_of_colons(source: str) -> None:
    assert shape(source) == (
        "<aside challenge><p>Challenge</p><p>a</p>"
        "<details solution><summary>Solution</summary><p>b</p></details></aside>"
    )


def test_a_fence_ends_a_paragraph_and_a_list() -> None:
    assert shape("::: note\ntext\n- item\n:::\nafter\n") == (
        "<aside note><p>Note</p><p>text</p><ul><li>item</li></ul></aside><p>after</p>"
    )


def test_a_callout_can_stand_inside_a_list_item() -> None:
    assert shape("- item\n\n  ::: tip\n  text\n  :::\n\n- next\n") == (
        "<ul><li><p>item</p><aside tip><p>Tip</p><p>text</p></aside></li><li><p>next</p></li></ul>"
    )


@pytest.mark.parametrize("source", ["```\n::: note\n:::\n```\n", "    ::: note\n    :::\n"])
def test_colons_in_code_are_code(source: str) -> None:
    rendered = render(source)
    assert "::: note" in rendered.html
    assert "<aside" not in rendered.html
    assert rendered.unsupported == ()


def test_notes_for_instructors_are_withheld_with_all_they_hold() -> None:
    rendered = render(
        "before\n\n::: instructor\n## Hidden\n\n![](x.png)\n\n"
        "::: tip\nsecret\n:::\n\n:::\n\nafter\n"
    )
    assert rendered.html == "<p>before</p>\n<p>after</p>\n"
    assert [(note.line, note.code) for note in rendered.withheld] == [(3, "for-instructors")]
    assert rendered.dangling == ()


def test_an_unknown_kind_is_shown_as_a_plain_callout_and_reported() -> None:
    rendered = render("a\n\n::: spoiler\ntext\n:::\n")
    assert '<aside class="callout callout-callout"' in rendered.html
    assert [(n.line, n.code, n.subject) for n in rendered.unsupported] == [
        (3, "unknown-callout", "spoiler")
    ]


def test_a_fence_that_closes_nothing_is_left_out_and_reported() -> None:
    rendered = render("a\n\n:::\n\nb\n")
    assert rendered.html == "<p>a</p>\n<p>b</p>\n"
    assert [(note.line, note.code) for note in rendered.unsupported] == [(3, "stray-fence")]


def test_an_open_callout_ends_with_what_surrounds_it_and_is_reported() -> None:
    rendered = render("> ::: note\n> text\n\nafter\n")
    assert rendered.html.rstrip().endswith("</aside>\n</blockquote>\n<p>after</p>")
    assert [(note.line, note.code) for note in rendered.unsupported] == [(1, "open-callout")]


def test_prose_behind_colons_that_is_no_name_stays_prose() -> None:
    assert shape("::: 5 colons?\n") == "<p>::: 5 colons?</p>"
