"""The server asks nobody for what people name by an address, and no document opens a file."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from lectern.interchange import read_course
from lectern.interchange.services import import_course
from lectern.interchange.svg import UnsafeSvgError, check_svg
from tests import world
from tests.interchange.courses import folder


class Listener:
    """A port of this machine that notes who comes."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.came: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}/secret.png"

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.came.append(connection.recv(100))
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.close()


def test_the_listener_hears(listener: Listener) -> None:
    port = listener.server.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"hello")
        connection.recv(1)
    assert listener.came == [b"hello"]


def test_no_address_is_fetched(client: APIClient, listener: Listener) -> None:
    teacher = world.teacher()
    me, url = world.sign_in(teacher), listener.address
    text = f'![a]({url}) [b]({url}) <img src="{url}"> ![c](file:///etc/passwd)'
    shown = me.post("/api/markdown/", {"content": text})
    assert shown.status_code == 200
    assert url in shown.json()["html"]  # the reader's browser may go there
    course = str(world.course(teacher, lessons=1))
    film = me.post("/api/lessons/", {"course": course, "title": "A", "video_url": url})
    written = me.post("/api/lessons/", {"course": course, "title": "B", "content": text})
    told = me.patch(f"/api/courses/{course}/", {"description": text})
    assert (film.status_code, written.status_code, told.status_code) == (201, 201, 200)
    for path, field in (
        (f"/api/courses/{course}/", "image"),
        (f"/api/users/{teacher.id}/", "profile_picture"),
        ("/api/auth/user/", "profile_picture"),
    ):
        refused = me.patch(path, {field: url})
        assert refused.status_code == 400, (path, refused.content)
        assert [each["pointer"] for each in refused.json()["errors"]] == [f"/{field}"]
    assert listener.came == []


def test_an_imported_course_fetches_nothing(
    client: APIClient, listener: Listener, tmp_path: Path
) -> None:
    lesson = f"---\ntitle: First\n---\n![a map]({listener.address}) ![it](file:///etc/passwd)\n"
    course, report = read_course(folder(tmp_path, {"01-first.md": lesson.encode()}))
    assert course is not None, report.lines()
    import_course(folder=course, source="owls", instructor=world.teacher().id)
    assert listener.came == []


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
    ],
    ids=["a file", "an avalanche", "an address"],
)
def test_a_drawing_declares_no_entities(declaration: str) -> None:
    drawing = f'{declaration}<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    with pytest.raises(UnsafeSvgError):
        check_svg(drawing.encode())
