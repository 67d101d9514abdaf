"""What a learner is told, as the quiz allows."""

import json
from decimal import Decimal

import pytest

from lectern.assessment.feedback import feedback, right_answer
from lectern.assessment.grading import grade
from lectern.assessment.questions import Choice, Match, Pair, Question

MULTIPLE = Question(
    "m",
    "multiple",
    points=2,
    explanation="Lists and dicts can change.",
    choices=(
        Choice("a", "list", True, "Yes."),
        Choice("b", "tuple", False, "A tuple never changes."),
        Choice("c", "dict", True, "Yes, this too."),
    ),
)
ESSAY = Question("e", "essay", points=3, explanation="Think of aliasing.")
QUIZ = [MULTIPLE, ESSAY]
ANSWERS = {"m": ["c"], "e": "Because."}

VERDICTS = [
    {"question": "m", "correct": False, "partial": True},
    {"question": "e", "correct": None, "partial": False},
]
ALL = [
    {
        **VERDICTS[0],
        "points": 1.0,
        "max_points": 2.0,
        "chosen": [{"choice": "c", "is_correct": True, "feedback": "Yes, this too."}],
        "answer": ["a", "c"],
        "explanation": "Lists and dicts can change.",
    },
    {
        **VERDICTS[1],
        "points": None,
        "max_points": 3.0,
        "chosen": [],
        "answer": None,
        "explanation": "Think of aliasing.",
    },
]


@pytest.mark.parametrize(
    ("reveal", "passed", "told"),
    [
        ("never", True, []),
        ("never", False, []),
        ("after_submit", True, ALL),
        ("after_submit", False, ALL),
        ("after_submit", None, ALL),
        ("after_pass", True, ALL),
        ("after_pass", False, VERDICTS),
        ("after_pass", None, VERDICTS),
    ],
)
def test_it_tells_what_the_quiz_reveals(reveal, passed, told):
    given = feedback(QUIZ, ANSWERS, grade(QUIZ, ANSWERS), reveal, passed)
    assert given == told
    assert json.loads(json.dumps(given)) == told


def test_it_follows_the_order_in_which_the_questions_were_shown():
    told = feedback(QUIZ[::-1], ANSWERS, grade(QUIZ, ANSWERS), "after_submit", False)
    assert [entry["question"] for entry in told] == ["e", "m"]


@pytest.mark.parametrize(
    ("answer", "chosen"), [("b", ["b"]), (None, []), ("gone", []), ({"b": "b"}, [])]
)
def test_it_comments_on_the_choice_that_was_picked(answer, chosen):
    single = Question("s", "single", choices=MULTIPLE.choices)
    answers = {"s": answer}
    (entry,) = feedback([single], answers, grade([single], answers), "after_submit", False)
    assert [item["choice"] for item in entry["chosen"]] == chosen


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (Question("q", "single", choices=MULTIPLE.choices), "a"),
        (Question("q", "single"), None),
        (Question("q", "true_false", truth=False), False),
        (Question("q", "short_text", accepted=("yes", "aye")), "yes"),
        (Question("q", "short_text"), None),
        (Question("q", "numeric", value=Decimal("2.50")), 2.5),
        (Question("q", "numeric", value=Decimal("2.0")), 2),
        (Question("q", "numeric", value=Decimal("1e20")), 1e20),
        (Question("q", "numeric"), None),
        (Question("q", "matching", pairs=(Pair("p", "P", Match("x", "X")),)), {"p": "x"}),
        (ESSAY, None),
    ],
)
def test_a_right_answer_has_the_form_of_an_answer(question, answer):
    shown = right_answer(question)
    assert shown == answer
    assert type(shown) is type(answer)
