"""What is kept warm is answered as Django would answer it, to whom it would, while it is true."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId

from lectern.accounts import services as accounts
from lectern.assessment import services as assessment
from lectern.catalog import services as catalog
from lectern.catalog.selectors import lesson_ids
from lectern.learning import services as learning
from lectern.notifications.documents import Notification
from lectern.shared import cache
from tests.costs import cost_of
from tests.shared.door import Asking, token_of
from tests.world import Person, admin, course, enroll, lesson, person, teacher

EXPANDED = "?expand=instructor,category"


@pytest.fixture
def ask(clean: None) -> Asking:
    """A door."""
    return Asking()


@pytest.fixture
def ada(clean: None) -> Person:
    """Who teaches."""
    return teacher("ada")


@pytest.fixture
def made(ada: Person) -> ObjectId:
    """A published course of two lessons in a category."""
    subject = catalog.add_category(name="Maths")
    return course(ada, lessons=2, category=subject.pk)


def pages(made: ObjectId) -> list[str]:
    """Everything about a course that is kept."""
    one = f"/api/courses/{made}/"
    return [one, f"{one}{EXPANDED}", f"{one}outline/", "/api/courses/", f"/api/courses/{EXPANDED}"]


def shown(answer: Any) -> dict[str, str]:
    """The headers, but for those of one answer."""
    return {name: text for name, text in answer.headers.items() if name != "X-Request-ID"}


def test_a_kept_answer_is_the_same_in_every_header(ask: Asking, made: ObjectId) -> None:
    token = token_of(person("bob").username)
    for url in [*pages(made), "/api/categories/", "/api/notifications/unread-count/"]:
        first, kept = ask.get(url, token), ask.warm(url, token)
        assert shown(kept) == shown(first)
        assert len(kept.headers["X-Request-ID"]) == 32


def test_visitors_are_answered_so_too(ask: Asking, made: ObjectId) -> None:
    for url in [*pages(made), "/api/categories/"]:
        ask.warm(url)


def test_a_kept_answer_costs_one_question_to_redis(ask: Asking, made: ObjectId) -> None:
    """And none to a database; counting a visitor is another."""
    token = token_of(person("bob").username)
    for url in [*pages(made), "/api/categories/", "/api/notifications/unread-count/"]:
        ask.warm(url, token)
        assert cost_of(lambda url=url: ask.get(url, token)).sums == (0, 0, 1), url  # type: ignore[misc]
    for url in pages(made):
        ask.warm(url)
        assert cost_of(lambda url=url: ask.get(url)).sums == (0, 0, 2), url  # type: ignore[misc]


def test_who_has_it_is_told_so(ask: Asking, made: ObjectId) -> None:
    url = f"/api/courses/{made}/"
    kept = ask.warm(url)
    tag = {"HTTP_IF_NONE_MATCH": f'"other", W/{kept.headers["ETag"]}'}
    first = ask.get(url, **tag)
    again = ask.get(url, **tag)
    assert (first.status, first.by_django) == (304, True)
    assert (again.status, again.by_django, again.body) == (304, False, b"")
    assert shown(again) == shown(first)
    assert ask.get(url, HTTP_IF_NONE_MATCH='"other"').status == 200


def test_a_session_that_ends_opens_nothing_any_more(ask: Asking, made: ObjectId) -> None:
    bob = person("bob")
    token = token_of("bob")
    ask.warm(f"/api/courses/{made}/", token)
    accounts.change_roles(user=bob.id, values={"is_active": False})
    assert ask.get(f"/api/courses/{made}/", token).status == 401


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", ""])
def test_a_bad_token_is_not_a_visitor(ask: Asking, made: ObjectId, token: str) -> None:
    ask.warm(f"/api/courses/{made}/")
    answer = ask.get(f"/api/courses/{made}/", HTTP_AUTHORIZATION=f"Bearer {token}")
    assert (answer.status, answer.by_django) == (401, True)


def test_a_token_that_has_expired_is_refused(
    ask: Asking, made: ObjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("bob")
    token = token_of("bob")
    ask.warm(f"/api/courses/{made}/", token)
    known = ask.door.recognise(token)
    assert known is not None
    monkeypatch.setattr("lectern.shared.door.time.time", lambda: known.expires_at + 1)
    assert ask.get(f"/api/courses/{made}/", token).by_django


@pytest.mark.parametrize(
    "meta",
    [
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_HOST": "elsewhere.example"},
        {"method": "HEAD"},
        {"method": "OPTIONS"},
        {"HTTP_AUTHORIZATION": "Basic YTpi"},
    ],
)
def test_what_is_not_a_plain_question_is_for_django(
    ask: Asking, made: ObjectId, meta: dict[str, str]
) -> None:
    ask.warm(f"/api/courses/{made}/")
    assert ask.get(f"/api/courses/{made}/", **meta).by_django


def test_a_draft_is_never_kept(ask: Asking, ada: Person) -> None:
    draft = course(ada, lessons=1, published=False)
    token = token_of("ada")
    for url in (f"/api/courses/{draft}/", f"/api/courses/{draft}/outline/"):
        assert ask.get(url, token).status == 200
        assert ask.get(url).status == 404
        assert ask.get(url, token).by_django
    kept: list[bytes] = cache.connection().keys("*")  # type: ignore[assignment]
    assert not [name for name in kept if name.startswith(b"course:") or name.endswith(b":page")]


def test_lists_of_those_who_teach_are_not_kept(ask: Asking, ada: Person, made: ObjectId) -> None:
    draft = course(ada, lessons=1, published=False)
    assert len(json.loads(ask.get("/api/courses/").body)["results"]) == 1
    for token in (token_of("ada"), token_of(admin("root").username)):
        rows = json.loads(ask.get("/api/courses/", token).body)["results"]
        assert {row["id"] for row in rows} == {str(made), str(draft)}
        assert ask.get("/api/courses/", token).by_django


def test_only_who_has_a_place_sees_a_course_that_was_taken_back(
    ask: Asking, ada: Person, made: ObjectId
) -> None:
    bob, eve = person("bob"), person("eve")
    bobs, eves = token_of("bob"), token_of("eve")
    enroll(bob, made)
    catalog.unpublish(course=made)
    course(ada, lessons=1)
    assert len(json.loads(ask.warm("/api/courses/", bobs).body)["results"]) == 2
    assert len(json.loads(ask.warm("/api/courses/", eves).body)["results"]) == 1
    assert ask.get(f"/api/courses/{made}/", bobs).status == 200
    assert ask.get(f"/api/courses/{made}/", eves).status == 404
    assert eve.id != bob.id


@pytest.mark.parametrize(
    "query", ["?page_size=7", "?ordering=title&ordering=title", "?expand=category", "?search=a"]
)
def test_there_is_an_end_to_what_is_kept_of_lists(ask: Asking, made: ObjectId, query: str) -> None:
    for _ in range(3):
        assert ask.get(f"/api/courses/{query}").by_django


def test_a_list_that_shows_nothing_is_not_kept(ask: Asking, made: ObjectId) -> None:
    for _ in range(3):
        assert ask.get(f"/api/courses/?category={ObjectId()}").by_django


def _renamed(made: ObjectId) -> None:
    catalog.change_course(course=made, values={"title": "Another"})


def _subject_renamed(made: ObjectId) -> None:
    from lectern.catalog.selectors import course_row

    subject = course_row(made)["category_id"]
    catalog.change_category(category=subject, values={"name": "Sums"})


def _subject_removed(made: ObjectId) -> None:
    from lectern.catalog.selectors import course_row

    catalog.remove_category(category=course_row(made)["category_id"])


def _teacher_renamed(made: ObjectId) -> None:
    from lectern.catalog.selectors import course_row

    by = course_row(made)["instructor_id"]
    accounts.change_profile(user=by, values={"first_name": "Augusta"})


def _quiz_added(made: ObjectId) -> None:
    assessment.add_quiz(lesson=lesson_ids(made)[0], title="What you know")


CHANGES: list[tuple[Callable[[ObjectId], Any], set[int]]] = [
    (_renamed, {0, 1, 3, 4}),
    (_subject_renamed, {1, 4}),
    (_subject_removed, {0, 1, 3, 4}),
    (_teacher_renamed, {1, 4}),
    (_quiz_added, {2}),
    (lambda made: lesson(made, title="More", minutes=9), {0, 1, 2, 3, 4}),
    (lambda made: catalog.remove_lesson(lesson=lesson_ids(made)[0]), {0, 1, 2, 3, 4}),
    (lambda made: enroll(person(), made), {0, 1, 3, 4}),
]


@pytest.mark.parametrize(("change", "seen"), CHANGES)
def test_every_change_is_seen_at_once(
    ask: Asking, made: ObjectId, change: Callable[[ObjectId], Any], seen: set[int]
) -> None:
    before = [ask.warm(url).body for url in pages(made)]
    change(made)
    after = [ask.get(url).body for url in pages(made)]
    fresh = [ask.get(f"{url}{'&' if '?' in url else '?'}").body for url in pages(made)]
    assert after == fresh
    assert {number for number in range(5) if before[number] != after[number]} == seen


def test_what_is_taken_back_or_removed_is_gone_at_once(ask: Asking, made: ObjectId) -> None:
    for url in pages(made):
        ask.warm(url)
    catalog.unpublish(course=made)
    assert [ask.get(url).status for url in pages(made)] == [404, 404, 404, 200, 200]
    assert json.loads(ask.get("/api/courses/").body)["results"] == []
    catalog.publish(course=made)
    for url in pages(made):
        ask.warm(url)
    catalog.remove_course(course=made)
    assert [ask.get(url).status for url in pages(made)] == [404, 404, 404, 200, 200]


def test_a_place_that_is_given_back_leaves_the_list(
    ask: Asking, ada: Person, made: ObjectId
) -> None:
    bob = person("bob")
    token, place = token_of("bob"), enroll(bob, made)
    course(ada, lessons=1)
    catalog.unpublish(course=made)
    assert len(json.loads(ask.warm("/api/courses/", token).body)["results"]) == 2
    learning.leave(enrollment=place, by=bob.id)
    assert len(json.loads(ask.get("/api/courses/", token).body)["results"]) == 1


def test_everybody_reads_their_own_unread_count(ask: Asking, made: ObjectId) -> None:
    bob = person("bob")
    person("eve")
    bobs, eves = token_of("bob"), token_of("eve")
    url = "/api/notifications/unread-count/"
    enroll(bob, made)
    unread = Notification.collection().count_documents({"recipient_id": bob.id})
    assert unread > 0
    assert json.loads(ask.warm(url, bobs).body) == {"unread": unread}
    assert json.loads(ask.warm(url, eves).body) == {"unread": 0}
    assert ask.get(url).status == 401


def test_visitors_are_counted_here_too(ask: Asking, made: ObjectId, settings: Any) -> None:
    settings.RATES = {**settings.RATES, "anonymous": "5/min"}
    url = f"/api/courses/{made}/"
    assert [ask.get(url).status for _ in range(7)] == [200] * 5 + [429] * 2
    person("bob")
    assert ask.get(url, token_of("bob")).status == 200


def test_nothing_fails_without_redis(
    ask: Asking, made: ObjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("bob")
    token = token_of("bob")
    ask.warm(f"/api/courses/{made}/", token)
    monkeypatch.setattr(cache._breaker, "_open_until", float("inf"))
    answer = ask.get(f"/api/courses/{made}/", token)
    assert (answer.status, answer.by_django) == (200, True)
