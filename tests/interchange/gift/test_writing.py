"""A quiz that is written and read again is the same quiz."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lectern.interchange.gift import Choice, Pair, ParsedQuiz, Question, parse, write

SIGNS = st.sampled_from(
    ["=", "~", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\\\\", "->", "-\\>", "%50%", "%",
     "//", "$CATEGORY:", "[html]", "[markdown]", "TRUE", "T", "\n", "\n\n", "_____", " "]
)  # fmt: skip
TEXT = (
    st.lists(st.one_of(SIGNS, st.text(st.characters(codec="utf-8", exclude_characters="\r"))))
    .map(lambda parts: "".join(parts).strip())
    .filter(bool)
)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
MAYBE = st.one_of(st.just(""), TEXT)
NUMBER = st.decimals(-10_000, 10_000, allow_nan=False, allow_infinity=False, places=4)
CHOICES = st.lists(st.builds(Choice, TEXT, st.booleans(), MAYBE), min_size=1, max_size=6).map(tuple)
KEYS = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["single", "multiple"]), "choices": CHOICES}),
    st.fixed_dictionaries({"kind": st.just("true_false"), "truth": st.booleans()}),
    st.fixed_dictionaries(
        {
            "kind": st.just("short_text"),
            "accepted": st.lists(LINE, min_size=1, max_size=4, unique=True).map(tuple),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("numeric"), "value": NUMBER, "tolerance": NUMBER.map(abs)}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("matching"),
            "pairs": st.lists(st.builds(Pair, TEXT, TEXT), min_size=1, max_size=5).map(tuple),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("essay")}),
)
QUESTIONS = st.builds(
    lambda key, **rest: Question(**key, **rest),
    KEYS,
    text=TEXT,
    title=MAYBE,
    format=st.sampled_from(["markdown", "html", "plain", "moodle"]),
    explanation=MAYBE,
    points=st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5"), Decimal(0)]),
)
QUIZZES = st.builds(
    ParsedQuiz,
    questions=st.lists(QUESTIONS, max_size=4).map(tuple),
    title=st.one_of(
        st.none(), st.text("abc :{=", max_size=20).map(str.strip).map(lambda t: t or None)
    ),
    passing_score=st.one_of(st.none(), st.integers(0, 100)),
    max_attempts=st.one_of(st.none(), st.integers(0, 1000)),
    time_limit_seconds=st.one_of(st.none(), st.integers(0, 604_800)),
    shuffle=st.one_of(st.none(), st.booleans()),
    reveal=st.sampled_from([None, "never", "after_submit", "after_pass"]),
)


@settings(max_examples=500, deadline=None)
@given(QUIZZES)
def test_reading_what_was_written_gives_the_same_quiz(quiz: ParsedQuiz) -> None:
    again = parse(write(quiz))
    assert again == quiz
    assert again.ok


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.lists(SIGNS).map("".join), st.lists(SIGNS).map(" ".join)))
def test_any_text_can_be_read_and_what_was_read_survives_writing(text: str) -> None:
    quiz = parse(text)
    assert parse(write(quiz)) == quiz


def test_weights_that_lectern_does_not_grade_by_survive() -> None:
    quiz = parse("Q {~%75%a ~%25%b ~%-10%c ~d}\n\nR {=a ~%50%b ~c}")
    assert [choice.weight for choice in quiz.questions[0].choices] == [75, 25, -10, 0]
    assert parse(write(quiz)) == quiz


def test_a_numeric_question_without_a_key_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no key"):
        write(ParsedQuiz(questions=(Question(kind="numeric", text="Q"),)))


def test_the_file_is_pleasant_to_read() -> None:
    quiz = parse("// passing_score: 70\n::t::Q: a? {=yes#Good. ~no ####Why.}\n\n::u::R {T}")
    again = replace(quiz, problems=())
    assert write(again) == (
        "// passing_score: 70\n"
        "\n"
        "::t:: [markdown]Q\\: a? {\n"
        "  =yes#Good.\n"
        "  ~no\n"
        "  ####Why.\n"
        "}\n"
        "\n"
        "::u:: [markdown]R {TRUE}\n"
    )


@pytest.mark.parametrize("piece", ["{", "}", "=", "Q {=a ~b}\n", "::", "\n", "\\", "{\n\n", "#"])
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    started = time.perf_counter()
    parse(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 5
