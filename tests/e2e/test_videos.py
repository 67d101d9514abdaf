"""A lesson with a film: whose sites are told of it, and where it goes on."""

import io
import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e import pages
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api

FILM = "https://films.example/rope.mp4"
LONG_S = 60
RATE = 8000


@pytest.mark.parametrize(
    ("site_of_film", "address", "frame"),
    [
        (
            "YouTube",
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        ),
        ("Vimeo", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ],
    ids=["YouTube", "Vimeo"],
)
def test_a_site_hears_of_nobody_before_its_film_is_wanted(
    site_of_film: str, address: str, frame: str, windows: Windows, site: Site
) -> None:
    teacher, page = windows.open(), windows.open()
    elsewhere: list[str] = []
    with shown(teacher, site, f"Seen on {site_of_film}", address) as lesson:
        page.on("request", lambda request: note(request, site, elsewhere))
        page.route(
            re.compile(r"^https://.*(youtube|vimeo)"),
            lambda route: route.fulfill(body="<title>A film</title>", content_type="text/html"),
        )
        page.goto(lesson)
        expect(page.get_by_text(f"Played by {site_of_film}, which then learns")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert elsewhere == []

        with page.expect_request(frame):
            page.get_by_role("button", name="Play the video").click()
        expect(page.get_by_role("main").locator("iframe")).to_have_attribute("src", frame)
        page.frame_locator("iframe").locator("html").wait_for(state="attached")
        assert elsewhere == [frame]


def test_a_film_of_ones_own_goes_on_where_it_stopped(windows: Windows, site: Site) -> None:
    teacher, page = windows.open(), windows.open()
    with shown(teacher, site, "Seen at Home", FILM) as lesson:
        page.route(FILM, send_sound)
        pages.join(page, "filippa")
        page.goto(lesson)
        film = page.locator("video")
        expect(film).to_have_accessible_name("A film")
        assert film.evaluate(POSITION) == 0
        film.evaluate("film => { film.currentTime = 23; }")
        page.wait_for_function("() => document.querySelector('video').currentTime === 23")
        page.wait_for_function("() => Object.keys(localStorage).some(key => /video/.test(key))")

        page.goto("/courses")
        see(page, "Explore courses")
        page.goto(lesson)
        assert film.evaluate(POSITION) == 23


@contextmanager
def shown(teacher: Page, site: Site, title: str, address: str) -> Iterator[str]:
    """The address of a lesson with this film, which everybody may see while the story lasts."""
    pages.sign_in(teacher, TEACHER, site.password)
    api = Api(teacher)
    course = str(api.post("courses", title=title)["id"])
    lesson = api.post("lessons", course=course, title="A film", video_url=address, preview=True)
    api.post(f"courses/{course}/publish")
    try:
        yield f"/learn/{course}/{lesson['id']}"
    finally:
        pages.put_away(teacher, course)


def note(request: Request, site: Site, elsewhere: list[str]) -> None:
    if request.url.startswith("http") and not request.url.startswith(site.url):
        elsewhere.append(request.url)


# Once the film is there, and has gone to where it begins.
POSITION = """film => new Promise(done => {
    const tell = () => film.seeking ? film.addEventListener('seeked', tell, { once: true })
        : done(film.currentTime);
    film.readyState ? tell() : film.addEventListener('loadeddata', tell, { once: true });
})"""


def send_sound(route: Route) -> None:
    """A minute of silence, which browsers play as they do a film, and from wherever they ask."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(bytes([128]) * RATE * LONG_S)
    whole = file.getvalue()
    asked = re.match(r"bytes=(\d+)-", route.request.headers.get("range", "bytes=0-"))
    start = int(asked[1]) if asked else 0
    reach = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
    headers = {"Content-Range": reach, "Accept-Ranges": "bytes", "Content-Type": "audio/wav"}
    route.fulfill(status=206, headers=headers, body=whole[start:])
