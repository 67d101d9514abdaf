"""Reading questions as they are stored."""

from decimal import Decimal

import pytest

from lectern.assessment.questions import Choice, from_documents, match_id


def stored(kind, **fields):
    return {"_id": "5f00000000000000000000aa", "kind": kind, "text": "?", **fields}


def test_choices_are_read_in_their_order():
    documents = [
        {"_id": "c2", "text": "Ha Noi", "is_correct": True, "feedback": "Yes."},
        {"_id": "c1", "text": "Hue", "is_correct": False, "feedback": None},
    ]
    question = from_documents(stored("single", points=2, explanation="See lesson 3."), documents)
    assert question.choices == (
        Choice("c2", "Ha Noi", is_correct=True, feedback="Yes."),
        Choice("c1", "Hue", is_correct=False),
    )
    assert (question.points, question.explanation) == (2.0, "See lesson 3.")


def test_points_default_to_one_and_may_be_none_at_all():
    assert from_documents(stored("essay"), []).points == 1
    assert from_documents(stored("essay", points=0), []).points == 0


def test_accepted_answers_stand_one_per_line():
    question = from_documents(stored("short_text", answer=" Hanoi \r\n\nHa Noi\n"), [])
    assert question.accepted == ("Hanoi", "Ha Noi")


@pytest.mark.parametrize(
    ("key", "truth"), [("true", True), (" False\n", False), ("", None), ("maybe", None)]
)
def test_truth_is_written_as_a_word(key, truth):
    assert from_documents(stored("true_false", answer=key), []).truth is truth


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("0.3", Decimal("0.3")),
        (" -12 ", Decimal(-12)),
        ("6.02e23", Decimal("6.02e23")),
        ("0e999999999", Decimal(0)),
        ("", None),
        ("about 3", None),
        ("NaN", None),
        ("sNaN", None),
        ("-Infinity", None),
        ("1e999999999", None),
        ("1e-999999999", None),
    ],
)
def test_a_number_is_kept_as_the_decimal_that_was_written(key, value):
    assert from_documents(stored("numeric", answer=key), []).value == value


def test_a_tolerance_is_the_decimal_that_was_written():
    assert from_documents(stored("numeric", tolerance=0.1), []).tolerance == Decimal("0.1")
    assert from_documents(stored("numeric", tolerance=None), []).tolerance == 0


def test_equal_match_texts_are_one_match():
    documents = [
        {"_id": "p1", "text": "Lyon", "match": "France"},
        {"_id": "p2", "text": "Hue", "match": "Vietnam"},
        {"_id": "p3", "text": "Nice", "match": " France"},
        {"_id": "p4", "text": "Nowhere", "match": ""},
    ]
    question = from_documents(stored("matching"), documents)
    assert [pair.prompt for pair in question.pairs] == ["Lyon", "Hue", "Nice"]
    assert [match.text for match in question.matches] == ["France", "Vietnam"]
    assert question.pairs[0].match.id == question.pairs[2].match.id
    assert question.choices == ()


def test_match_ids_are_stable_and_belong_to_their_question():
    assert match_id("q1", "France") == "9af1f5d1a10d74eaffddf92f"
    assert match_id("q2", "France") != match_id("q1", "France")
