"""Which values are accepted as answers."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lectern.assessment.answers import InvalidAnswer, check_answer, check_answers
from lectern.assessment.questions import Choice, Match, Pair, Question

CHOICES = (Choice("a", "A", True), Choice("b", "B", False), Choice("c", "C", True))
PAIRS = (Pair("p", "P", Match("x", "X")), Pair("q", "Q", Match("y", "Y")))
QUESTIONS = {
    "single": Question("1", "single", choices=CHOICES),
    "multiple": Question("2", "multiple", choices=CHOICES),
    "true_false": Question("3", "true_false", truth=True),
    "short_text": Question("4", "short_text", accepted=("yes",)),
    "numeric": Question("5", "numeric", value=Decimal(1)),
    "matching": Question("6", "matching", pairs=PAIRS),
    "essay": Question("7", "essay"),
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("single", "b"),
        ("multiple", []),
        ("multiple", ["c", "a"]),
        ("true_false", False),
        ("short_text", ""),
        ("short_text", "é" * 1_000),
        ("numeric", 0),
        ("numeric", -2.5),
        ("numeric", 2**63 - 1),
        ("matching", {}),
        ("matching", {"q": "x"}),
        ("essay", "line\n" * 4_000),
    ],
)
def test_it_keeps_an_answer_of_the_right_form(kind, value):
    kept = check_answer(QUESTIONS[kind], value)
    assert kept == value
    assert type(kept) is type(value)


@pytest.mark.parametrize(
    ("kind", "value", "pointer", "code"),
    [
        ("single", "z", "", "unknown-choice"),
        ("single", "", "", "unknown-choice"),
        ("single", ["a"], "", "wrong-type"),
        ("single", {"$gt": ""}, "", "wrong-type"),
        ("multiple", "a", "", "wrong-type"),
        ("multiple", ["a", "b", "c", "a"], "", "too-many"),
        ("multiple", ["a", "a"], "", "duplicate-choice"),
        ("multiple", ["a", "z"], "/1", "unknown-choice"),
        ("multiple", ["a", ["b"]], "/1", "wrong-type"),
        ("multiple", [None], "/0", "wrong-type"),
        ("true_false", 1, "", "wrong-type"),
        ("true_false", "true", "", "wrong-type"),
        ("short_text", 3, "", "wrong-type"),
        ("short_text", "x" * 1_001, "", "too-long"),
        ("short_text", "\ud800", "", "invalid-text"),
        ("numeric", True, "", "wrong-type"),
        ("numeric", "1", "", "wrong-type"),
        ("numeric", float("nan"), "", "out-of-range"),
        ("numeric", float("-inf"), "", "out-of-range"),
        ("numeric", 10**400, "", "out-of-range"),
        ("matching", [["p", "x"]], "", "wrong-type"),
        ("matching", {"p": 1}, "/p", "wrong-type"),
        ("matching", {"z": "x"}, "", "unknown-prompt"),
        ("matching", {"p": "p"}, "/p", "unknown-match"),
        ("essay", ["x"], "", "wrong-type"),
        ("essay", "x" * 20_001, "", "too-long"),
    ],
)
def test_it_refuses_what_cannot_be_an_answer(kind, value, pointer, code):
    with pytest.raises(InvalidAnswer) as refused:
        check_answer(QUESTIONS[kind], value)
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == (pointer, code)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_null_leaves_a_question_unanswered(kind):
    assert check_answer(QUESTIONS[kind], None) is None


def test_a_whole_number_beyond_64_bits_is_kept_as_a_double():
    kept = check_answer(QUESTIONS["numeric"], 10**20)
    assert kept == 1e20
    assert isinstance(kept, float)


def test_a_prompt_set_to_null_is_left_out():
    assert check_answer(QUESTIONS["matching"], {"p": None, "q": "y"}) == {"q": "y"}


def test_it_keeps_the_answered_questions_of_a_quiz():
    assert check_answers(QUESTIONS.values(), {"1": "a", "3": None}) == {"1": "a"}


def test_it_finds_all_that_is_wrong_at_once():
    with pytest.raises(InvalidAnswer) as refused:
        check_answers(QUESTIONS.values(), {"nine": 1, "2": ["z"], "5": "1", "1": "a"})
    found = [(error.pointer, error.code) for error in refused.value.errors]
    assert found == [
        ("/answers", "unknown-question"),
        ("/answers/2/0", "unknown-choice"),
        ("/answers/5", "wrong-type"),
    ]


@pytest.mark.parametrize("answers", [None, [], "a", 1])
def test_the_answers_are_an_object(answers):
    with pytest.raises(InvalidAnswer) as refused:
        check_answers(QUESTIONS.values(), answers)
    assert refused.value.errors[0].code == "wrong-type"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=None))
    | st.sampled_from("abcpqxyz"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from("abcpqxyz") | st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(answers=st.dictionaries(st.sampled_from("1234567") | st.text(), json_values))
def test_any_json_is_either_kept_or_refused(answers):
    try:
        kept = check_answers(QUESTIONS.values(), answers)
    except InvalidAnswer as refused:
        assert refused.errors
    else:
        json.dumps(kept, ensure_ascii=False, allow_nan=False).encode()
        assert check_answers(QUESTIONS.values(), kept) == kept
