"""Finding courses and lessons by words, in any language, as far as one may read them."""

import time
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.catalog import words
from tests.contract.conftest import Record, commands  # noqa: F401  # a fixture
from tests.world import admin, course, enroll, lesson, person, sign_in, teacher

TITLES = [
    ("vi", "Học lập trình từ đầu", "lập"),
    ("vi", "Học lập trình từ đầu", "lap trinh"),
    ("vi", "Đường đến Toán học", "duong"),
    ("en", "The Night Sky", "night"),
    ("en", "Python from the Start", "pyth"),
    ("en", "Python from the Start", "START python"),
    ("en", "A re\u0301sume\u0301 in a day", "resume"),
    ("de", "Straße und Brücke", "strasse brucke"),
    ("ja", "夜空 入門", "夜空"),
]


def search(me: APIClient, q: str) -> Any:
    answer = me.get("/api/search/", {"q": q})
    assert answer.status_code == 200, answer.content
    return answer.json()


def found(me: APIClient, q: str, kind: str) -> list[str]:
    return [row["title"] for row in search(me, q)[kind]]


@pytest.mark.parametrize(("language", "title", "word"), TITLES)
def test_a_course_is_found_in_its_language(
    client: APIClient, language: str, title: str, word: str
) -> None:
    by = teacher()
    course(by, lessons=1, title="Something else")
    wanted = course(by, lessons=1, title=title, language=language)
    listed = client.get("/api/courses/", {"search": word}).json()
    assert [row["id"] for row in listed["results"]] == [str(wanted)]
    assert [row["id"] for row in search(client, word)["courses"]] == [str(wanted)]


def test_summary_and_tags_are_searched_and_follow_changes(client: APIClient) -> None:
    by = teacher()
    first = course(by, lessons=1, title="First", summary="Of owls.", tags=["birds of prey"])
    me = sign_in(by)
    assert found(client, "owl prey first", "courses") == ["First"]
    me.patch(f"/api/courses/{first}/", {"summary": "Of hawks."})
    assert found(client, "owl", "courses") == []
    assert found(client, "hawks birds", "courses") == ["First"]
    me.patch(f"/api/courses/{first}/", {"tags": []})
    assert found(client, "birds", "courses") == []


def test_what_has_the_words_in_its_title_comes_first(client: APIClient) -> None:
    by = teacher()
    for number in range(12):
        course(by, lessons=1, title=f"Other {number}", summary="About owls")
    course(by, lessons=1, title="Owls")
    titles = found(client, "owls", "courses")
    assert titles[0] == "Owls"
    assert len(titles) == 10


def test_lessons_are_found_by_whom_they_may_be_read(client: APIClient) -> None:
    by = teacher()
    first = course(by, lessons=1, title="Zoology")
    draft = course(by, lessons=0, title="Draft")
    lesson(first, title="Closed", content="The **hidden** marmot.")
    lesson(first, title="Open", content="An open marmot.", preview=True)
    lesson(draft, title="Unfinished", content="A marmot to be.", preview=True)
    learner, pending = person(), person()
    enroll(learner, first)
    paid = course(by, lessons=1, title="Paid", price="10.00")
    lesson(paid, title="Paid for", content="A marmot in gold.")
    enroll(pending, paid)
    seen = {
        "visitor": found(client, "marmot", "lessons"),
        "stranger": found(sign_in(teacher()), "marmot", "lessons"),
        "learner": found(sign_in(learner), "marmot", "lessons"),
        "pending": found(sign_in(pending), "marmot", "lessons"),
        "teacher": found(sign_in(by), "marmot", "lessons"),
        "admin": found(sign_in(admin()), "marmot", "lessons"),
    }
    everything = {"Closed", "Open", "Unfinished", "Paid for"}
    assert {name: set(titles) for name, titles in seen.items()} == {
        "visitor": {"Open"},
        "stranger": {"Open"},
        "learner": {"Open", "Closed"},
        "pending": {"Open"},
        "teacher": everything,
        "admin": everything,
    }


def test_drafts_are_found_by_who_teaches_them_alone(client: APIClient) -> None:
    by = teacher()
    course(by, title="Owls", published=False)
    assert found(sign_in(by), "owls", "courses") == ["Owls"]
    for me in (client, sign_in(person()), sign_in(teacher())):
        assert found(me, "owls", "courses") == []


def test_who_left_finds_no_more(client: APIClient) -> None:
    first = course(teacher(), lessons=1)
    lesson(first, title="Closed", content="A marmot.")
    me = sign_in(somebody := person())
    place = enroll(somebody, first)
    assert found(me, "marmot", "lessons") == ["Closed"]
    assert me.delete(f"/api/enrollments/{place}/").status_code == 204
    assert found(me, "marmot", "lessons") == []


def test_an_excerpt_is_plain_text_with_the_places_of_the_hits(client: APIClient) -> None:
    first = course(teacher(), lessons=0)
    text = f"{'before ' * 100}<b>x</b> **Ma\u0301rmots** & 🦉 *marmot*\n\n{'after ' * 100}"
    lesson(first, title="The marmot", content=text)
    me = sign_in(admin())
    (row,) = search(me, "marmot")["lessons"]
    shown = row["excerpt"]["text"]
    assert len(shown) < 400
    assert "<" not in shown
    assert "*" not in shown
    units = shown.encode("utf-16-le")
    words_hit = [
        units[2 * hit["start"] : 2 * hit["end"]].decode("utf-16-le")
        for hit in row["excerpt"]["hits"]
    ]
    assert words_hit == ["Ma\u0301rmots", "marmot"]
    assert row["title_hits"] == [{"start": 4, "end": 10}]
    assert row["course"] == {"id": str(first), "title": "A course"}


def test_a_lesson_that_changes_is_found_by_its_new_words(client: APIClient) -> None:
    by = teacher()
    first = lesson(course(by, lessons=1), title="Old", content="Owls.", preview=True)
    me = sign_in(by)
    me.patch(f"/api/lessons/{first}/", {"content": "Hawks."})
    assert found(me, "owls", "lessons") == []
    assert found(me, "hawks old", "lessons") == ["Old"]
    me.patch(f"/api/lessons/{first}/", {"title": "New"})
    assert found(me, "hawks new", "lessons") == ["New"]
    me.delete(f"/api/lessons/{first}/")
    assert found(me, "hawks", "lessons") == []


def test_what_an_older_version_stored_is_found_after_migrating(client: APIClient) -> None:
    from lectern.catalog.documents import Course, Lesson
    from lectern.cli.databases import quiet
    from lectern.shared.documents import SCHEMA
    from lectern.shared.upgrading import run
    from lectern.upgrades.courses_2 import COURSES_2
    from lectern.upgrades.lessons_2 import LESSONS_2

    first = course(teacher(), lessons=1, title="Owls")
    lesson(first, title="Nests", content="Twigs.", preview=True)
    for kind in (Course, Lesson):
        columns = ("plain", "title_words", "summary_words", "tags_words", "content_words", SCHEMA)
        kind.collection().update_many(
            {"_id": {"$exists": True}}, {"$unset": dict.fromkeys(columns, "")}
        )
    assert found(client, "owls", "courses") == []
    assert run([COURSES_2, LESSONS_2], advance=quiet, again=True) == 3
    assert run([COURSES_2, LESSONS_2], advance=quiet, again=True) == 0
    assert found(client, "owls", "courses") == ["Owls"]
    assert found(client, "twigs", "lessons") == ["Nests"]


@pytest.mark.parametrize("q", ["", "   ", "x" * 101])
def test_a_search_without_words_or_with_too_many_is_refused(client: APIClient, q: str) -> None:
    answer = client.get("/api/search/", {"q": q})
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["?q"]


def test_a_search_has_no_other_parameters(client: APIClient) -> None:
    answer = client.get("/api/search/?q=x&q[$gt]=&page=2")
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert (answer.status_code, pointers) == (400, {"?q[$gt]", "?page"})


@pytest.mark.parametrize(
    "q", [".*", "(a+)+$", "^", "[", "\\", "$where", '"', "-", "\x00", "*)", "%", "\ufffd"]
)
def test_patterns_and_operators_are_nothing_but_text(client: APIClient, q: str) -> None:
    course(teacher(), lessons=1, title="Something")
    assert search(client, q) == {"courses": [], "lessons": []}


def test_no_text_makes_a_search_slow(client: APIClient) -> None:
    by = teacher()
    first = course(by, lessons=1, title="a" * 200)
    lesson(first, title="a" * 200, content="aaaa! " * 5_000, preview=True)

    def cost(q: str) -> float:
        def once() -> float:
            started = time.perf_counter()
            search(client, q)
            return time.perf_counter() - started

        return min(once() for _ in range(5))

    harmless = cost("aaaa")
    for q in ("(a+)+$" * 16, "a" * 100, "a " * 50, "(.*a){50}", "^(([a-z])+.)+[A-Z]([a-z])+$"):
        assert cost(q) < 5 * harmless + 0.02, q


def test_a_search_costs_a_fixed_number_of_queries(
    commands: Record,  # noqa: F811
    clean: None,
) -> None:
    by, learner = teacher(), person()
    numbers = []
    for _ in range(2):
        for _ in range(6):
            first = course(by, lessons=1, title="Owls")
            lesson(first, title="Owls", content="Owls.")
            enroll(learner, first)
        asked = []
        for somebody in (learner, by):
            me = sign_in(somebody)
            search(me, "owl")
            entries = commands(lambda: search(me, "owl"))  # noqa: B023  # called now
            assert not [entry for entry in entries if "COLLSCAN" in entry.get("planSummary", "")]
            asked.append(len(entries))
        numbers.append(tuple(asked))
    # Titles and texts of courses and of lessons, the names of their courses; and what one teaches.
    assert numbers == [(5, 6), (5, 6)]


def test_words_are_folded_and_counted_once() -> None:
    assert words.words_of("Lập trình, LẬP-trình!", "snake_case C++ 3.14") == [
        *("lap", "trinh", "snake", "case", "c", "3", "14")
    ]
    assert len(words.words_of(" ".join(map(str, range(9_000))))) == words.MAX_WORDS
    assert words.terms_of("a b c d e f g h i j") == list("abcdefgh")
    assert words.words_of("x" * 200) == ["x" * 50]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>Un<b>broken</b></p>", "Unbroken"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<p>left <", "left <"),
        ("", ""),
    ],
)
def test_a_page_is_read_as_people_read_it(html: str, text: str) -> None:
    assert words.plain(html) == text
