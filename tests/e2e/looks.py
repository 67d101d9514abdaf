"""The ways in which everybody may look at a page, and what could be wrong with it in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.accessibility import faults
from tests.e2e.axe import violations

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PAPER = {"light": "rgb(247, 248, 252)", "dark": "rgb(11, 16, 32)"}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}
# A key of a dictionary where its words should be: "quiz.rule.pass".
KEY = re.compile(r"(?<![\w./@-])[a-z]\w*(?:\.[a-z]\w*)+(?![\w./@-])", re.ASCII)


@dataclass(frozen=True)
class Look:
    """A width, a colour scheme and, where there is a choice, a language."""

    size: ViewportSize
    scheme: Literal["light", "dark"]
    language: str

    def __str__(self) -> str:
        return f"{self.size['width']} px, {self.scheme}, {self.language}"

    def take(self, page: Page) -> None:
        """Show the open page in this way, without loading it again."""
        page.set_viewport_size(self.size)
        page.emulate_media(color_scheme=self.scheme, reduced_motion="reduce")

    def speak(self, page: Page) -> None:
        """Choose the language at the foot of the page, unless it is chosen."""
        html = page.locator("html")
        if html.get_attribute("lang") != self.language:
            page.get_by_role("button", name=LANGUAGES[self.language]).click()
            expect(html).to_have_attribute("lang", self.language)


# Every width in every scheme. What a scheme changes is colours, so each width is looked through in
# full once and then for colours alone; both widths and both schemes meet both languages.
FIRST = Look(PHONE, "light", "en")
LOOKS = (
    FIRST,
    Look(PHONE, "dark", "vi"),
    Look(DESKTOP, "dark", "vi"),
    Look(DESKTOP, "light", "en"),
)


def begin(page: Page) -> None:
    """Let every page that is opened from now on be shown in the first way."""
    page.add_init_script(f"localStorage.setItem('lectern.language', '{FIRST.language}')")
    FIRST.take(page)


def wrong(page: Page) -> Iterator[str]:
    """Sentences about what is wrong with the open page in any of the looks."""
    yield from faults(page)
    before: ViewportSize | None = None
    for look in LOOKS:
        look.take(page)
        look.speak(page)
        found = violations(page, only_colours=look.size == before)
        yield from (f"{look}: {one}" for one in [*misfits(page, look), *found])
        before = look.size
    FIRST.take(page)


def wrong_for_now(page: Page) -> Iterator[str]:
    """The same of a state that would end if one chose a language: a menu, a failure."""
    before: ViewportSize | None = None
    for look in LOOKS:
        look.take(page)
        found = violations(page, only_colours=look.size == before)
        yield from (f"{look.size['width']} px, {look.scheme}: {one}" for one in found)
        yield from overhang(page)
        before = look.size
    FIRST.take(page)


def misfits(page: Page, look: Look) -> Iterator[str]:
    """Sentences about what is too wide, of the wrong colour or in the wrong language."""
    yield from overhang(page)
    if (background := page.evaluate(BACKGROUND)) != PAPER[look.scheme]:
        yield f"not {look.scheme} but {background}"
    if (spoken := page.locator("html").get_attribute("lang")) != look.language:
        yield f"speaks {spoken}"
    said = "\n".join(page.locator("button, header, footer, h1, dt").all_inner_texts())
    if keys := KEY.findall(said):
        yield f"shows {keys}"


def overhang(page: Page) -> Iterator[str]:
    """Whether the page has to be moved sideways to be read."""
    if width := page.evaluate(OVERHANG):
        yield f"{width} px too wide"
