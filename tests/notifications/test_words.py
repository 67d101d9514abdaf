"""Every kind in every language, complete in both directions, and fit for what people write."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from lectern.notifications.kinds import CHANNELS, GROUPS, KINDS
from lectern.notifications.words import LANGUAGES, Language, language, say
from lectern.notifications.words.language import Frame, Words

EVERY = [pytest.param(one, id=code) for code, one in LANGUAGES.items()]
EVERY_KIND = [
    pytest.param(one, kind, id=f"{one.code} {kind}") for one in LANGUAGES.values() for kind in KINDS
]
SAMPLES: dict[str, Any] = {"percent": 25, "score": 33.33, "attempts_left": 2, "minutes": 60}


def sample(kind: str) -> dict[str, Any]:
    return {name: SAMPLES.get(name, f"The {name}") for name in KINDS[kind].facts}


def placeholders(template: str) -> dict[str, str]:
    """The facts that a template names, and the phrase each stands in."""
    found = Formatter().parse(template)
    return {name: spec or "" for _text, name, spec, _conversion in found if name is not None}


def templates(words: Words | Frame) -> Iterator[str]:
    for field in fields(words):
        yield getattr(words, field.name)


@pytest.mark.parametrize("one", EVERY)
def test_a_language_has_words_for_every_kind_and_group_and_no_other(one: Language) -> None:
    assert set(one.kinds) == set(KINDS)
    assert set(one.groups) == set(GROUPS)
    assert all(one.groups.values())


@pytest.mark.parametrize(("one", "kind"), EVERY_KIND)
def test_the_words_of_a_kind_name_its_facts_and_no_other(one: Language, kind: str) -> None:
    words = one.kinds[kind]
    named = [placeholders(template) for template in templates(words)]
    assert {name for names in named for name in names} == set(KINDS[kind].facts)
    assert placeholders(words.label) == placeholders(words.action) == {}


@pytest.mark.parametrize(("one", "kind"), EVERY_KIND)
def test_each_template_names_the_same_facts_in_every_language(one: Language, kind: str) -> None:
    for mine, other in zip(
        templates(one.kinds[kind]), templates(LANGUAGES["en"].kinds[kind]), strict=True
    ):
        assert placeholders(mine) == placeholders(other)


@pytest.mark.parametrize("one", EVERY)
def test_phrases_are_the_same_in_every_language_and_have_every_form(one: Language) -> None:
    english = LANGUAGES["en"]
    assert set(one.phrases) == set(english.phrases)
    for name, forms in one.phrases.items():
        exact = {form for form in forms if form.isdigit() or form == "none"}
        assert set(forms) - exact == set(one.plurals), name
        assert exact == {form for form in english.phrases[name] if form.isdigit() or form == "none"}
        assert "{n}" in forms["other"]
    assert {one.plural(number) for number in range(200)} == set(one.plurals)
    used = {
        phrase
        for words in (*one.kinds.values(), one.frame)
        for template in templates(words)
        for phrase in placeholders(template).values()
    }
    assert used - {""} == set(one.phrases)


@pytest.mark.parametrize("one", EVERY)
def test_what_stands_around_an_e_mail_is_there_and_takes_the_same_facts(one: Language) -> None:
    for field in fields(one.frame):
        mine, english = (getattr(each.frame, field.name) for each in (one, LANGUAGES["en"]))
        assert mine.strip()
        assert placeholders(mine) == placeholders(english)


@pytest.mark.parametrize(("one", "kind"), EVERY_KIND)
def test_every_message_can_be_written(one: Language, kind: str) -> None:
    said = one.say(kind, sample(kind))
    for text in (said.message, said.subject, said.action, one.kinds[kind].label):
        assert text.strip()
        assert "{" not in text
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_languages_say_the_same(kind: str) -> None:
    labels = [one.kinds[kind].label for one in LANGUAGES.values()]
    assert len(set(labels)) == len(labels)


def test_every_kind_belongs_to_a_group_and_goes_somewhere() -> None:
    for kind in KINDS.values():
        assert kind.group in GROUPS
        assert kind.channels
        assert set(kind.channels) <= set(CHANNELS)
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("vi", "vi"), ("vi-VN", "vi"), ("VI", "vi"), ("en-GB", "en"), ("de", "en"), ("", "en")],
)
def test_who_speaks_another_language_is_told_in_english(code: str, spoken: str) -> None:
    assert language(code).code == spoken


@pytest.mark.parametrize(
    ("code", "left", "sentence"),
    [
        ("en", 0, "No attempts are left."),
        ("en", 1, "One attempt is left."),
        ("en", 2, "2 attempts are left."),
        ("en", 1_000, "1,000 attempts are left."),
        ("vi", 0, "Bạn đã hết lượt làm bài."),
        ("vi", 1, "Bạn còn 1 lượt làm bài."),
        ("vi", 1_000, "Bạn còn 1.000 lượt làm bài."),
    ],
)
def test_a_number_has_its_form(code: str, left: int, sentence: str) -> None:
    facts = {"quiz": "Q", "score": 50.0, "attempts_left": left}
    assert say(code, "quiz-failed", facts).message.endswith(sentence)


def test_a_quiz_without_a_limit_says_nothing_of_attempts() -> None:
    facts = {"quiz": "Q", "score": 50.0, "attempts_left": None}
    assert say("en", "quiz-failed", facts).message == "“Q” needs another try: you reached 50 %."


@pytest.mark.parametrize(
    ("code", "value", "written"),
    [
        ("en", 33.33, "33.33"),
        ("vi", 33.33, "33,33"),
        ("en", 100.0, "100"),
        ("vi", 1234567, "1.234.567"),
        ("en", 0.1 + 0.2, "0.3"),
        ("en", datetime(2026, 11, 22, 15, 5, tzinfo=UTC), "Nov. 22, 2026, 3:05 p.m."),
        ("vi", datetime(2026, 11, 22, 15, 5, tzinfo=UTC), "15:05 Ngày 22 tháng 11 năm 2026"),
    ],
)
def test_numbers_and_times_are_written_as_the_language_does(
    code: str, value: Any, written: str
) -> None:
    assert language(code).written(value) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a\r\nBcc: b@example.org", "a Bcc: b@example.org"),
        ("a\u2028b\x00c\x85d", "a b c d"),
        ("{quiz.__class__} %s {0}", "{quiz.__class__} %s {0}"),
        ("x" * 1_000, "x" * 299 + "…"),
        ("\u202eevil", "evil"),
        ("שלום", "\u2068שלום\u2069"),
        ("a\u2069 שלום\u202e", "\u2068a שלום\u2069"),
    ],
)
def test_what_people_wrote_stays_within_its_place(title: str, written: str) -> None:
    said = say("en", "quiz-awaiting-review", {"quiz": title})
    assert said.message == f"“{written}” is handed in. Your instructor will review it."
    assert "\n" not in said.subject
    assert len(said.subject) < 200


def test_the_reference_lists_every_kind_as_it_is() -> None:
    page = Path(__file__).parents[2] / "docs/reference/notifications.md"
    rows = [line for line in page.read_text().splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{name}` | {kind.group} | {', '.join(kind.channels)} "
        f"| {'yes' if kind.required else 'no'} |"
        for name, kind in KINDS.items()
    ]
