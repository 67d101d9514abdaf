"""What holds for every quiz and every answer."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from lectern.assessment.answers import check_answer, is_blank
from lectern.assessment.feedback import right_answer
from lectern.assessment.grading import grade, normalised
from lectern.assessment.questions import Choice, Match, Pair, Question

POINTS = st.integers(0, 10_000).map(lambda cents: cents / 100)
DECIMALS = st.decimals(-(10**6), 10**6, places=4)
WORDS = st.text("abcÉß 1²’", min_size=1, max_size=6).filter(lambda text: not is_blank(text))
MATCHES = [Match(f"m{i}", f"text {i}") for i in range(4)]


@st.composite
def questions(
    draw, kinds=("single", "multiple", "true_false", "short_text", "numeric", "matching")
):
    """A question of one of the kinds, with a key, worth something."""
    kind = draw(st.sampled_from(kinds))
    bare = Question("q", kind, draw(POINTS.filter(bool)))
    match kind:
        case "single" | "multiple":
            right = draw(st.lists(st.booleans(), min_size=1, max_size=6).filter(any))
            return replace(
                bare, choices=tuple(Choice(f"c{i}", "text", flag) for i, flag in enumerate(right))
            )
        case "true_false":
            return replace(bare, truth=draw(st.booleans()))
        case "short_text":
            return replace(bare, accepted=tuple(draw(st.lists(WORDS, min_size=1, max_size=3))))
        case "numeric":
            return replace(bare, value=draw(DECIMALS), tolerance=abs(draw(DECIMALS)))
        case "matching":
            held = draw(st.lists(st.sampled_from(MATCHES), min_size=1, max_size=5))
            return replace(
                bare, pairs=tuple(Pair(f"p{i}", "text", match) for i, match in enumerate(held))
            )
    return bare


@st.composite
def answered(draw, question):
    """Any value that is accepted as an answer to the question."""
    choice_ids = [choice.id for choice in question.choices]
    match question.kind:
        case "single":
            return draw(st.sampled_from(choice_ids))
        case "multiple":
            return draw(st.lists(st.sampled_from(choice_ids), unique=True))
        case "true_false":
            return draw(st.booleans())
        case "short_text" | "essay":
            return draw(WORDS)
        case "numeric":
            return draw(st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6))
    prompts = st.sampled_from([pair.id for pair in question.pairs])
    return draw(st.dictionaries(prompts, st.sampled_from([m.id for m in question.matches])))


@st.composite
def quizzes(draw):
    """Questions with distinct ids, and answers to some of them."""
    drawn = draw(st.lists(questions(), min_size=1, max_size=6))
    quiz = [replace(question, id=f"q{i}") for i, question in enumerate(drawn)]
    answers = {q.id: draw(answered(q)) for q in quiz if draw(st.booleans())}
    return quiz, answers


def points(question, answer):
    return grade([question], {question.id: answer}).points


@given(quizzes())
def test_points_and_score_stay_within_their_bounds(case):
    quiz, answers = case
    result = grade(quiz, answers)
    assert 0 <= result.points <= result.max_points
    assert 0 <= result.score <= 100
    for outcome in result.outcomes:
        assert 0 <= outcome.points <= outcome.max_points
        assert not (outcome.correct and outcome.partial)


@given(quizzes())
def test_right_answers_earn_everything_and_no_answers_nothing(case):
    quiz, _ = case
    full = grade(quiz, {question.id: right_answer(question) for question in quiz})
    assert (full.points, full.score) == (full.max_points, 100)
    assert all(outcome.correct for outcome in full.outcomes)
    assert (grade(quiz, {}).points, grade(quiz, {}).score) == (0, 0)


@given(questions())
def test_a_right_answer_is_accepted_as_an_answer(question):
    answer = right_answer(question)
    assert check_answer(question, answer) == answer


@given(quizzes(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case, random):
    quiz, answers = case
    mixed = [
        replace(
            question,
            choices=tuple(random.sample(question.choices, len(question.choices))),
            pairs=tuple(random.sample(question.pairs, len(question.pairs))),
            accepted=tuple(random.sample(question.accepted, len(question.accepted))),
        )
        for question in random.sample(quiz, len(quiz))
    ]
    turned = {
        identity: answer[::-1] if isinstance(answer, list) else answer
        for identity, answer in reversed(answers.items())
    }
    before, after = grade(quiz, answers), grade(mixed, turned)
    assert (after.points, after.score) == (before.points, before.score)
    assert set(after.outcomes) == set(before.outcomes)


@given(quizzes(), st.data())
def test_one_more_right_answer_never_lowers_the_score(case, data):
    quiz, answers = case
    question = data.draw(st.sampled_from(quiz))
    better = answers | {question.id: right_answer(question)}
    assert grade(quiz, better).score >= grade(quiz, answers).score


@given(questions(kinds=["multiple"]), st.data())
def test_a_right_pick_never_lowers_and_a_wrong_pick_never_raises(question, data):
    picked = data.draw(answered(question))
    other = data.draw(st.sampled_from(question.choices))
    assume(other.id not in picked)
    before, after = points(question, picked), points(question, [*picked, other.id])
    assert after >= before if other.is_correct else after <= before


@given(questions(kinds=["matching"]), st.data())
def test_a_corrected_pair_never_lowers(question, data):
    answer = data.draw(answered(question))
    pair = data.draw(st.sampled_from(question.pairs))
    assert points(question, answer | {pair.id: pair.match.id}) >= points(question, answer)


@given(value=DECIMALS, tolerance=DECIMALS.map(abs), step=st.sampled_from([-1, 1]))
def test_the_bounds_of_a_tolerance_are_exact(value, tolerance, step):
    question = Question("q", "numeric", value=value, tolerance=tolerance)
    bound = value + step * tolerance
    assert points(question, float(bound)) == 1
    assert points(question, float(bound + step * Decimal("0.0001"))) == 0


@given(st.text())
def test_case_and_spacing_of_a_short_text_do_not_matter(text):
    assert normalised(f" \t{text}\n") == normalised(text)
    assert normalised(text.replace(" ", " \u00a0 ")) == normalised(text)
    assert normalised(normalised(text).upper()) == normalised(text.upper())


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(MATCHES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(questions(), junk)
def test_whatever_was_stored_is_graded(question, value):
    result = grade([question], {"q": value, "gone": value})
    assert result.status == "graded"
    assert 0 <= result.score <= 100
