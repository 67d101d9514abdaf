"""Links and images find their targets, or say that they cannot."""

import pytest

from lectern.shared.markdown import ANCHOR_PREFIX, render

IMAGES = {"fig/a.png": "/media/1.png", "fig/b c.png": "/media/2.png"}
LINKS = {"04-lists.md": "/lessons/4", "../data.csv": "/media/3.csv"}


def shown(source: str) -> str:
    return render(source, image=IMAGES.get, link=LINKS.get).html.strip()


@pytest.mark.parametrize("target", ["fig/a.png", "./fig/a.png", "fig/../fig/a.png?raw=true"])
def test_an_image_is_asked_for_by_one_spelling_of_its_path(target: str) -> None:
    assert shown(f"![A map]({target})") == (
        '<p><img src="/media/1.png" alt="A map" loading="lazy"></p>'
    )


def test_a_path_with_spaces_is_decoded() -> None:
    assert 'src="/media/2.png"' in shown("![x](<fig/b c.png>)")


@pytest.mark.parametrize(
    ("braces", "alternative"),
    [
        ("{alt='weight\\_kg label'}", "weight_kg label"),
        ("{alt=\"row 0: \\['A', 'B'\\], *x* = `y`\"}", "row 0: ['A', 'B'], *x* = `y`"),
        ("{alt='two\nlines' }", "two lines"),
        ("{ alt=one }", "one"),
        ('{alt="a {brace}"}', "a {brace}"),
    ],
)
def test_pandoc_attributes_give_the_alternative_text(braces: str, alternative: str) -> None:
    expected = alternative.replace('"', "&quot;")
    assert shown(f"![](fig/a.png){braces}") == (
        f'<p><img src="/media/1.png" alt="{expected}" loading="lazy"></p>'
    )


def test_a_caption_with_an_alternative_text_makes_a_figure() -> None:
    assert shown("![Two *maps*](fig/a.png){alt='Left, right'}") == (
        '<figure class="figure"><img src="/media/1.png" alt="Left, right" loading="lazy">'
        "<figcaption>Two maps</figcaption></figure>"
    )


def test_attributes_that_are_not_carried_are_reported() -> None:
    rendered = render("a\nb ![x](fig/a.png){width=50% .wide}", image=IMAGES.get)
    assert "{" not in rendered.html
    assert [(n.line, n.subject) for n in rendered.unsupported] == [(2, ".wide"), (2, "width")]


def test_braces_that_are_no_attributes_stay() -> None:
    assert shown("[x](04-lists.md){a set}").endswith("x</a>{a set}</p>")


def test_a_missing_image_leaves_its_text_and_is_reported_with_its_line() -> None:
    rendered = render("a\nb\n![](fig/gone.png){alt='A shelf'}", image=IMAGES.get, first_line=10)
    assert '<span class="missing-image">A shelf</span>' in rendered.html
    (note,) = rendered.dangling
    assert (note.line, note.code, note.subject) == (12, "missing-image", "fig/gone.png")


def test_a_missing_image_without_a_text_leaves_its_name() -> None:
    assert shown("![](fig/a%20b.svg)") == '<p><span class="missing-image">a b.svg</span></p>'


def test_a_link_to_a_lesson_keeps_its_fragment_as_an_anchor() -> None:
    assert 'href="/lessons/4#content-slices"' in shown("[x](./04-lists.md#slices)")
    assert 'href="/lessons/4"' in shown("[x][y]\n\n[y]: 04-lists.md")


def test_a_dangling_link_leaves_its_text_and_is_reported() -> None:
    rendered = render("see\n[an *index*](../ref.md#index) here")
    assert rendered.html == "<p>see\nan <em>index</em> here</p>\n"
    (note,) = rendered.dangling
    assert (note.line, note.code, note.subject) == (2, "missing-target", "../ref.md#index")


@pytest.mark.parametrize("target", ["https://example.org/a?b=1#c", "http://example.org"])
def test_links_to_other_sites_pass_without_a_referrer(target: str) -> None:
    assert shown(f"[x]({target})") == (f'<p><a href="{target}" rel="noopener noreferrer">x</a></p>')


@pytest.mark.parametrize("target", ["//evil.org/x", "ftp://example.org/x", "tel:1", "http://"])
def test_other_addresses_are_not_carried(target: str) -> None:
    rendered = render(f"[x](<{target}>)")
    assert rendered.html == "<p>x</p>\n"
    assert [note.code for note in rendered.unsupported] == ["address"]


def test_images_and_links_in_html_resolve_too() -> None:
    rendered = render(
        '<div>\n<img src="fig/a.png" alt="A">\n<img src="gone.png">\n'
        '<a href="04-lists.md#x">l</a>\n</div>\n',
        image=IMAGES.get,
        link=LINKS.get,
        first_line=5,
    )
    assert '<img src="/media/1.png" alt="A">' in rendered.html
    assert 'href="/lessons/4#content-x"' in rendered.html
    assert [(note.line, note.subject) for note in rendered.dangling] == [(7, "gone.png")]


def test_an_element_that_is_not_carried_is_reported_with_its_line() -> None:
    rendered = render("a\n\nb\n<video src=x></video> c")
    assert "video" not in rendered.html
    assert [(note.line, note.subject) for note in rendered.unsupported] == [(4, "video")]


def test_a_text_that_stands_alone_leads_to_files_and_pages_of_this_site() -> None:
    html = render("![a](/media/uploads/a%20b.webp) [p](/learn/1/2#part) [f](/media/f.pdf)").html
    assert 'src="/media/uploads/a%20b.webp"' in html
    assert f'href="/learn/1/2#{ANCHOR_PREFIX}part"' in html
    assert 'href="/media/f.pdf"' in html


@pytest.mark.parametrize("path", ["/api/auth/logout/", "/media/../api/x", "/learned", "/admin"])
def test_it_leads_nowhere_else(path: str) -> None:
    rendered = render(f"![a]({path}) [b]({path})")
    assert "src=" not in rendered.html and "href=" not in rendered.html
    assert [note.code for note in rendered.dangling] == ["missing-image", "missing-target"]
