"""Uploads: what is taken in, as what it is kept, and for whom."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from rest_framework.test import APIClient

from lectern.shared import uploads
from lectern.shared.middleware import WholeRequest
from tests.shared.files import form, moving, picture, png_that_says, saved
from tests.together import at_once
from tests.world import admin, person, sign_in, teacher


def send(me: APIClient, content: bytes, name: str = "a.png", **fields: str) -> Any:
    """Upload something."""
    return me.post("/api/uploads/", form(content, name, **fields), format="multipart")


def kept(answer: Any) -> bytes:
    """The bytes that are served under the URL of an answer."""
    assert answer.status_code == 201, answer.content
    served = APIClient().get(answer.json()["url"])
    assert served.status_code == 200
    return b"".join(served.streaming_content)


def refusal(answer: Any) -> str:
    """Why a file was refused."""
    body = answer.json()
    assert (answer.status_code, body["code"]) == (400, "unacceptable-file"), body
    [error] = body["errors"]
    assert error["pointer"] == "/file"
    return str(error["code"])


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_kept_as_webp(client: APIClient, kind: str) -> None:
    answer = send(sign_in(person()), picture(kind))
    body = answer.json()
    image = Image.open(BytesIO(kept(answer)))
    assert (image.format, image.size) == ("WEBP", (40, 20))
    left, right = image.convert("RGB").getpixel((4, 10)), image.convert("RGB").getpixel((35, 10))
    assert left[0] > 200 > 60 > left[2]
    assert right[2] > 200 > 60 > right[0]
    assert body["url"].startswith("/media/uploads/")
    assert body | {"id": "", "url": "", "created_at": "", "size": 0} == {
        "id": "",
        "url": "",
        "created_at": "",
        "purpose": "profile-picture",
        "kind": "picture",
        "content_type": "image/webp",
        "size": 0,
        "width": 40,
        "height": 20,
    }


def test_what_has_no_loss_keeps_none(client: APIClient) -> None:
    noise = Image.effect_noise((64, 64), 90).convert("RGBA")
    noise.putalpha(77)
    image = Image.open(BytesIO(kept(send(sign_in(person()), saved(noise, "PNG")))))
    assert image.convert("RGBA").tobytes() == noise.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_kind_of_colour_is_understood(client: APIClient, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("L", (9, 7), 200).convert("I;16" if mode == "I;16" else mode)
    assert Image.open(BytesIO(kept(send(sign_in(person()), saved(source, kind))))).size == (9, 7)


def test_where_and_with_what_a_photograph_was_taken_is_not_kept(client: APIClient) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    photo = picture("JPEG", exif=exif, comment=b"<script>alert(1)</script>")
    assert b"Secret Camera" in photo
    content = kept(send(sign_in(person()), photo))
    assert b"Secret" not in content
    assert b"script" not in content
    image = Image.open(BytesIO(content))
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


def test_a_photograph_is_turned_upright(client: APIClient) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    body = send(sign_in(person()), picture("JPEG", exif=exif)).json()
    assert (body["width"], body["height"]) == (20, 40)


@pytest.mark.parametrize(
    ("purpose", "side"), [("profile-picture", 512), ("course-image", 1600), ("lesson-file", 2000)]
)
def test_a_picture_is_as_large_as_its_purpose_needs(
    client: APIClient, purpose: str, side: int
) -> None:
    body = send(sign_in(teacher()), picture("JPEG", (3000, 1500)), purpose=purpose).json()
    assert (body["width"], body["height"]) == (side, side // 2)


def test_a_polyglot_loses_its_other_nature(client: APIClient) -> None:
    page = b"<html><script>alert(1)</script></html>"
    archive = b"PK\x03\x04 class files"
    for content in (picture("JPEG") + archive, picture("GIF") + page):
        stored = kept(send(sign_in(person()), content))
        assert stored.startswith(b"RIFF")
        assert b"script" not in stored
        assert b"PK" not in stored


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"GIF89a", "broken-picture"),
        (picture("PNG")[:60], "broken-picture"),
        (picture("JPEG", (200, 200))[:700], "broken-picture"),
        (picture("WEBP", (200, 200))[:90], "broken-picture"),
        (picture("AVIF", (200, 200))[:300], "broken-picture"),
        (png_that_says(0, 0), "broken-picture"),
        (png_that_says(30_000, 30_000), "huge-picture"),
        (png_that_says(8_000, 8_000), "huge-picture"),
        (png_that_says(100_000, 1), "huge-picture"),
        (moving("GIF"), "moving-picture"),
        (moving("PNG"), "moving-picture"),
        (moving("WEBP"), "moving-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (b"<html><script>alert(1)</script></html>", "kind"),
        (b"%PDF-1.7", "kind"),
        (b"\0" * 100, "kind"),
    ],
)
def test_what_is_no_good_picture_is_refused(client: APIClient, content: bytes, why: str) -> None:
    assert refusal(send(sign_in(person()), content)) == why


def test_no_damage_to_a_picture_breaks_the_server(client: APIClient) -> None:
    me = sign_in(person())
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF"):
        good = picture(kind, (32, 32))
        for place in range(0, len(good), max(len(good) // 9, 1)):
            bad = good[:place] + b"\xff\x00\x7f" + good[place + 3 :]
            assert send(me, bad).status_code in (201, 400), (kind, place)


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("Plan of Week 1.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
        ("film.MP4", b"\0\0\0\x18ftypmp42" + b"\0" * 99, "video/mp4"),
        ("film.webm", b"\x1a\x45\xdf\xa3webm", "video/webm"),
        ("song.mp3", b"ID3\4" + b"\0" * 99, "audio/mpeg"),
        ("data.csv", "Größe;1\n".encode(), "text/csv"),
        ("notes.zip", b"PK\x05\x06" + b"\0" * 18, "application/zip"),
    ],
)
def test_files_of_lessons_are_kept_as_they_are(
    client: APIClient, name: str, content: bytes, content_type: str
) -> None:
    answer = send(sign_in(teacher()), content, name, purpose="lesson-file")
    assert kept(answer) == content
    assert answer.json()["content_type"] == content_type


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.pdf", b"<html>", "lying-name"),
        ("x.mp4", b"%PDF-1.7", "lying-name"),
        ("x.csv", b"a,b\n\0", "lying-name"),
        ("x.txt", b"\xff\xfe\x00", "lying-name"),
        ("x.txt", b"a" * 70_000 + b"\xc3", "lying-name"),
        ("x.html", b"<html>", "kind"),
        ("x.svg", b"<svg/>", "kind"),
        ("x.exe", b"MZ", "kind"),
        ("x", b"text", "kind"),
        ("x.txt.html", b"text", "kind"),
    ],
)
def test_what_no_lesson_needs_is_refused(
    client: APIClient, name: str, content: bytes, why: str
) -> None:
    assert refusal(send(sign_in(teacher()), content, name, purpose="lesson-file")) == why


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("CON.txt", "/con.txt"),
        ("….txt", "/file.txt"),
        ("-" * 200 + ".txt", "/file.txt"),
        ("Học phần một.txt", "/hoc-phan-mot.txt"),
        (
            "Notes at 9.41\u202fAM.txt",
            "/notes-at-941am.txt",
        ),  # as a Mac names a picture of its screen
    ],
)
def test_a_name_is_kept_as_far_as_it_is_harmless(client: APIClient, name: str, ending: str) -> None:
    answer = send_named(sign_in(teacher()), name)
    url = answer.json()["url"]
    folder, digest = url.removeprefix("/media/").split("/")[:2]
    assert (folder, len(digest)) == ("uploads", 32)
    assert url == f"/media/uploads/{digest}{ending}"
    assert kept(answer) == b"text"


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd.txt", "..\\..\\boot.txt", "/absolute.txt", "C:\\x\\y.txt", "..", "."),
        *("..%2f/x.txt", "&#46;&#46;&#47;x.txt", "a\x00.txt", "a\x1b[2J.txt", "a\u2028b.txt"),
        *("a\r\nSet-Cookie: x.txt", "a\tb.txt"),
    ],
)
def test_a_name_that_leads_anywhere_is_refused(client: APIClient, name: str) -> None:
    me = sign_in(teacher())
    answer = send_named(me, name)
    assert answer.status_code == 400, answer.content
    if "\n" not in name:  # a line break ends the header, and there is no file at all
        assert answer.json()["errors"][0]["code"] == "invalid-name"


def send_named(me: APIClient, name: str) -> Any:
    """Send a text under this name, which the client of tests would clean."""
    quoted = name.encode().replace(b'"', b"%22")
    body = (
        b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nlesson-file\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + quoted + b'"\r\n'
        b"Content-Type: text/plain\r\n\r\ntext\r\n--b--\r\n"
    )
    return me.generic("POST", "/api/uploads/", body, content_type="multipart/form-data; boundary=b")


def test_only_who_teaches_brings_files_for_courses(client: APIClient) -> None:
    assert send(client, picture()).status_code == 401
    me = sign_in(person())
    for purpose in ("course-image", "lesson-file"):
        assert send(me, picture(), purpose=purpose).status_code == 403
    assert send(me, picture(), purpose="wallpaper").status_code == 400
    assert me.post("/api/uploads/", {"purpose": "profile-picture"}).status_code == 415
    assert me.post("/api/uploads/", {}, format="multipart").status_code == 400
    assert send(me, picture(), colour="red").json()["errors"][0]["code"] == "unknown-field"


def test_the_same_file_is_one_upload_and_that_of_another_person_another(client: APIClient) -> None:
    ada = sign_in(person())
    first = send(ada, picture()).json()
    assert send(ada, picture(), "b.png").json() == first
    assert send(sign_in(person()), picture()).json()["url"] != first["url"]


@pytest.mark.usefixtures("storage")
def test_the_same_file_twenty_times_at_once_is_one_upload(client: APIClient) -> None:
    ada = person()
    clients = [sign_in(ada) for _ in range(20)]
    answers = at_once(lambda me: send(me, picture()), clients)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


class Counting(BytesIO):
    """A body that knows how much of it was read."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As any file."""
        self.taken = getattr(self, "taken", 0) + (size or 0)
        return super().read(size)


def test_a_body_that_is_too_large_is_refused_by_its_announced_length(
    client: APIClient, settings: Any
) -> None:
    kind = "multipart/form-data; boundary=b"
    for me, most in ((person(), 15 * 2**20), (teacher(), settings.UPLOAD_MAX_BYTES)):
        body = Counting(b"")
        answer = sign_in(me).generic(
            "POST", "/api/uploads/", content_type=kind, CONTENT_LENGTH=most + 2**20,
            **{"wsgi.input": body},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
        # What is read afterwards keeps the connection in step, and is bounded.
        assert getattr(body, "taken", 0) <= WholeRequest.LIMIT


def test_each_purpose_has_its_limit(
    client: APIClient, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lectern.shared.uploads.purposes.PICTURE_BYTES", 1_000)
    settings.UPLOAD_MAX_BYTES = 3_000
    me = sign_in(teacher())
    assert send(me, b"a" * 2_000, "a.txt", purpose="lesson-file").status_code == 201
    assert send(me, b"a" * 3_001, "a.txt", purpose="lesson-file").status_code == 413
    large = picture(size=(2, 2)).ljust(1_001, b"\0")
    for purpose in ("profile-picture", "course-image"):
        assert send(me, large[:1_000], purpose=purpose).status_code == 201
        assert send(me, large, purpose=purpose).status_code == 413


def test_a_day_has_an_allowance(client: APIClient, settings: Any) -> None:
    settings.UPLOADS_PER_DAY = 5
    ada, eve = person(), person()
    clients = [sign_in(ada) for _ in range(20)]
    statuses = at_once(lambda me: send(me, picture()).status_code, clients)
    assert sorted(statuses) == [201] * 5 + [429] * 15
    refused = send(sign_in(ada), picture())
    assert refused.json()["code"] == "uploads-used-up"
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    assert send(sign_in(eve), picture()).status_code == 201
    settings.UPLOAD_BYTES_PER_DAY = 10
    assert send(sign_in(person()), picture()).status_code == 429


@pytest.mark.usefixtures("storage")
def test_own_pictures_become_the_picture_of_a_person(client: APIClient) -> None:
    ada = person()
    me = sign_in(ada)
    first, second = (send(me, picture(color=color)).json()["url"] for color in ("blue", "green"))
    for url in (first, second):
        answer = me.patch("/api/auth/user/", {"profile_picture": url})
        assert answer.json()["profile_picture"] == url
    assert me.get(first).status_code == 404  # what is not shown any more is not kept
    assert me.get(second).status_code == 200
    seen = client.get(f"/api/users/{teacher().id}/").json()
    assert seen["profile_picture"] == ""
    assert me.patch(f"/api/users/{ada.id}/", {"profile_picture": second}).status_code == 200
    assert me.patch(f"/api/users/{ada.id}/", {"profile_picture": ""}).status_code == 200
    assert me.get(second).status_code == 404


def test_pictures_from_elsewhere_are_refused(client: APIClient) -> None:
    ada, by = person(), teacher()
    me, they = sign_in(ada), sign_in(by)
    other = send(they, picture()).json()["url"]
    cover = send(they, picture(), purpose="course-image").json()["url"]
    course = they.post("/api/courses/", {"title": "A course", "image": cover}).json()
    assert course["image"] == cover
    wrong = [
        "https://example.org/track.png",
        "//example.org/track.png",
        "http://169.254.169.254/latest/meta-data/",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "/media/uploads/none.webp",
        "/media/../../etc/passwd",
        "uploads/x.webp",
        other,
    ]
    for url in wrong:
        for answer, pointer in (
            (me.patch("/api/auth/user/", {"profile_picture": url}), "/profile_picture"),
            (me.patch(f"/api/users/{ada.id}/", {"profile_picture": url}), "/profile_picture"),
            (they.patch(f"/api/courses/{course['id']}/", {"image": url}), "/image"),
            (they.post("/api/courses/", {"title": "B", "image": url}), "/image"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (400, "unknown-upload"), url
            assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_course_keeps_the_image_that_it_has(client: APIClient) -> None:
    by = teacher()
    cover = send(sign_in(by), picture(), purpose="course-image").json()["url"]
    course = sign_in(by).post("/api/courses/", {"title": "A course", "image": cover}).json()
    boss = sign_in(admin())
    path = f"/api/courses/{course['id']}/"
    assert boss.put(path, {"title": "Better", "image": cover}).json()["image"] == cover
    assert boss.patch(path, {"image": ""}).json()["image"] == ""
    assert boss.patch(path, {"image": cover}).status_code == 400


def test_the_purposes_are_those_that_the_tests_know() -> None:
    assert set(uploads.PURPOSES) == {"profile-picture", "course-image", "lesson-file"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full: /dev/full")
def test_a_disk_without_room_is_told_and_leaves_nothing_behind(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, me = Path.open, sign_in(person())

    def full(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        return usual(Path("/dev/full") if path.suffix == ".part" else path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", full)
    answer = send(me, picture(color="green"))
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert int(answer["Retry-After"]) > 0
