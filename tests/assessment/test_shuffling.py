"""The order of questions, choices and matches."""

from hypothesis import given
from hypothesis import strategies as st

from lectern.assessment.sheet import AskedQuestion, Item
from lectern.assessment.shuffling import (
    choices_in_order,
    matches_in_order,
    prompts_in_order,
    questions_in_order,
)

SEEDS = st.integers(0, 2**63 - 1)
QUIZ = [AskedQuestion(f"q{i}", "essay", "", 1.0, (), (), ()) for i in range(8)]
CHOICES = [Item(f"c{i}", "") for i in range(6)]
PROMPTS = [Item(f"p{i}", "") for i in range(6)]
MATCHES = [Item(f"m{i}", "") for i in range(6)]
Q = "q"


def ids(items):
    return [item.id for item in items]


def test_the_order_of_a_seed_is_the_same_for_ever():
    assert ids(questions_in_order(QUIZ, seed=7, shuffle=True)) == [
        "q1",
        "q5",
        "q7",
        "q0",
        "q3",
        "q6",
        "q4",
        "q2",
    ]
    assert ids(choices_in_order(CHOICES, question=Q, seed=7, shuffle=True)) == [
        "c2",
        "c0",
        "c5",
        "c3",
        "c1",
        "c4",
    ]
    assert ids(matches_in_order(MATCHES, question=Q, seed=7)) == [
        "m4",
        "m5",
        "m2",
        "m0",
        "m3",
        "m1",
    ]


@given(SEEDS)
def test_nothing_is_lost_or_repeated(seed):
    assert sorted(ids(questions_in_order(QUIZ, seed=seed, shuffle=True))) == ids(QUIZ)
    assert set(choices_in_order(CHOICES, question=Q, seed=seed, shuffle=True)) == set(CHOICES)
    assert set(prompts_in_order(PROMPTS, question=Q, seed=seed, shuffle=True)) == set(PROMPTS)
    assert set(matches_in_order(MATCHES, question=Q, seed=seed)) == set(MATCHES)


@given(SEEDS, st.permutations(QUIZ))
def test_the_written_order_leaves_no_trace(seed, written):
    assert questions_in_order(written, seed=seed, shuffle=True) == questions_in_order(
        QUIZ, seed=seed, shuffle=True
    )


@given(SEEDS, st.sampled_from(QUIZ))
def test_a_removed_question_leaves_the_others_in_place(seed, gone):
    rest = [question for question in QUIZ if question != gone]
    before = questions_in_order(QUIZ, seed=seed, shuffle=True)
    assert questions_in_order(rest, seed=seed, shuffle=True) == [q for q in before if q != gone]


def test_without_shuffling_the_written_order_stays():
    assert questions_in_order(QUIZ, seed=1, shuffle=False) == QUIZ
    assert choices_in_order(CHOICES, question=Q, seed=1, shuffle=False) == CHOICES
    assert prompts_in_order(PROMPTS, question=Q, seed=1, shuffle=False) == PROMPTS


def test_seeds_and_questions_have_orders_of_their_own():
    seeds = {tuple(ids(questions_in_order(QUIZ, seed=seed, shuffle=True))) for seed in range(50)}
    assert len(seeds) == 50
    same = sum(
        choices_in_order(CHOICES, question="twin", seed=seed, shuffle=True)
        == choices_in_order(CHOICES, question=Q, seed=seed, shuffle=True)
        for seed in range(50)
    )
    assert same < 3


def test_every_match_comes_to_stand_at_every_prompt():
    places = {
        (match.id, place)
        for seed in range(200)
        for place, match in enumerate(matches_in_order(MATCHES, question=Q, seed=seed))
    }
    assert len(places) == 36


def test_matches_do_not_follow_the_prompts():
    alike = sum(
        [prompt.id[1:] for prompt in prompts_in_order(PROMPTS, question=Q, seed=seed, shuffle=True)]
        == [match.id[1:] for match in matches_in_order(MATCHES, question=Q, seed=seed)]
        for seed in range(50)
    )
    assert alike < 3
