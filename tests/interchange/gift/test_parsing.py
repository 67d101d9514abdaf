"""GIFT text becomes questions, and what is wrong with it is named with its line."""

from decimal import Decimal
from typing import Any

import pytest

from lectern.interchange.gift import Choice, Pair, ParsedQuiz, Question, parse


def only(text: str) -> Question:
    quiz = parse(text)
    assert [problem for problem in quiz.problems if problem.severity == "error"] == []
    (question,) = quiz.questions
    return question


def problems(text: str) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.code, problem.severity) for problem in parse(text).problems]


class TestKinds:
    def test_single(self) -> None:
        question = only("::t:: Who? {=Grant#Right. ~no one ~Jefferson#Wrong: he died.}")
        assert question == Question(
            kind="single",
            title="t",
            text="Who?",
            choices=(
                Choice("Grant", True, "Right."),
                Choice("no one", False),
                Choice("Jefferson", False, "Wrong: he died."),
            ),
        )

    def test_single_with_several_right_answers_says_so(self) -> None:
        text = "Q {=elif =ELIF ~else if}"
        assert [choice.correct for choice in only(text).choices] == [True, True, False]
        assert problems(text) == [(1, "several-right", "info")]

    def test_partial_credit_in_a_single_choice_is_kept_and_reported(self) -> None:
        text = "Q {\n=a\n~%50%b\n~c}"
        assert only(text).choices[1] == Choice("b", False, weight=Decimal(50))
        assert problems(text) == [(3, "partial-credit", "warning")]

    @pytest.mark.parametrize(
        "weights",
        [(50, 50, -50), (50, 50, -50.0), (33.333, 33.333, 33.333, -33.333), (100, -100)],
    )
    def test_multiple_by_lecterns_own_weights(self, weights: tuple[float, ...]) -> None:
        text = "Q {" + "".join(f"~%{weight}%a{n}" for n, weight in enumerate(weights)) + "}"
        question = only(text)
        assert question.kind == "multiple"
        assert [choice.correct for choice in question.choices] == [w > 0 for w in weights]
        assert {choice.weight for choice in question.choices} == {None}
        assert problems(text) == []

    @pytest.mark.parametrize("body", ["~%75%a ~%25%b ~%-100%c", "~%50%a ~%50%b ~c"])
    def test_multiple_by_other_weights_is_reported(self, body: str) -> None:
        assert problems(f"Q {{{body}}}") == [(1, "weights", "warning")]
        assert all(choice.weight is not None for choice in only(f"Q {{{body}}}").choices)

    @pytest.mark.parametrize(
        ("body", "truth"),
        [("T", True), ("TRUE", True), (" true ", True), ("F", False), ("FALSE", False)],
    )
    def test_true_false(self, body: str, truth: bool) -> None:
        assert only(f"Q {{{body}}}") == Question(kind="true_false", text="Q", truth=truth)

    def test_true_false_feedback_joins_the_explanation(self) -> None:
        question = only("Q {F#No = wrong.#Well done.####Because.}")
        assert question.truth is False
        assert question.explanation == "Because.\n\nNo = wrong.\n\nWell done."

    def test_short_text(self) -> None:
        question = only("Q {=four =4 =%100%IV}")
        assert question == Question(kind="short_text", text="Q", accepted=("four", "4", "IV"))

    def test_a_short_text_worth_less_is_not_carried(self) -> None:
        assert only("Q {=four =%50%for}").accepted == ("four",)
        assert problems("Q {=four =%50%for}") == [(1, "partial-credit", "warning")]

    @pytest.mark.parametrize(
        ("body", "value", "tolerance"),
        [
            ("#125", "125", "0"),
            ("#3.14:0.01", "3.14", "0.01"),
            ("# -1.5e3 : 2", "-1500", "2"),
            ("#1..5", "3", "2"),
            ("#-1..0.5", "-0.25", "0.75"),
            ("#=3.14:0.01", "3.14", "0.01"),
        ],
    )
    def test_numeric(self, body: str, value: str, tolerance: str) -> None:
        question = only(f"Q {{{body}}}")
        assert (question.kind, question.value, question.tolerance) == (
            "numeric",
            Decimal(value),
            Decimal(tolerance),
        )

    def test_the_first_full_number_is_the_key_and_the_others_are_reported(self) -> None:
        text = "Q {#\n=%50%1821#Nearly.\n=1822:0#Yes.\n~#No.\n}"
        question = only(text)
        assert question.value == 1822
        assert question.explanation == "Nearly.\n\nYes.\n\nNo."
        assert (2, "more-numbers", "warning") in problems(text)

    def test_matching(self) -> None:
        question = only("Q {\n =f(1) -> 3\n =a \\= b -> c -> d\n}")
        assert question.pairs == (Pair("f(1)", "3"), Pair("a = b", "c -> d"))

    def test_a_match_without_a_prompt_is_reported(self) -> None:
        text = "Q {=a -> 1 =b -> 2\n= -> 3}"
        assert only(text).pairs == (Pair("a", "1"), Pair("b", "2"))
        assert problems(text) == [(2, "extra-match", "warning")]

    def test_essay(self) -> None:
        assert only("Why? {####Sample.}") == Question(
            kind="essay", text="Why?", explanation="Sample."
        )
        assert problems("Why? {}") == [(1, "essay", "info")]


class TestText:
    def test_escapes(self) -> None:
        question = only(r"::a\:\:b:: x \{ \} \~ \= \# \: \\n y\nz \alpha {=\~a\# ~b}")
        assert question.title == "a::b"
        assert question.text == "x { } ~ = # : \\n y\nz \\alpha"
        assert question.choices[0].text == "~a#"

    @pytest.mark.parametrize("text_format", ["markdown", "html", "plain", "moodle"])
    def test_formats(self, text_format: str) -> None:
        question = only(f"::t::[{text_format}]<b>x</b> {{=[html]a ~b}}")
        assert (question.format, question.text) == (text_format, "<b>x</b>")
        assert question.choices[0].text == "a"

    def test_plain_text_is_plain_in_markdown_too(self) -> None:
        assert only("[plain]a *b* <c> {T}").markdown == r"a \*b\* \<c\>"
        assert only("[html]a *b* {T}").markdown == "a *b*"

    def test_the_missing_word_leaves_a_gap(self) -> None:
        assert only("Grant is {=buried ~born} in\na tomb.").text == "Grant is _____ in\na tomb."

    def test_general_feedback_is_the_explanation(self) -> None:
        assert only("Q {=a#yes ~b ####All in all.}").explanation == "All in all."

    def test_comments_are_not_text(self) -> None:
        question = only("// before\nA\n// within\nB {\n// here: too\n=a\n  // and here\n~b}")
        assert question.text == "A\nB"
        assert len(question.choices) == 2


class TestLayout:
    def test_questions_need_no_blank_line_between_them(self) -> None:
        quiz = parse("::a:: A {T}\n::b:: B {\n=x\n~y\n}\nC {#1}\nD\nd {F}\n")
        assert [question.text for question in quiz.questions] == ["A", "B", "C", "D\nd"]
        assert [question.line for question in quiz.questions] == [1, 2, 6, 7]
        assert quiz.problems == ()

    def test_blank_lines_between_answers_do_no_harm(self) -> None:
        question = only("Q {\n\n=a\n\n\n~b\n\n}\n")
        assert [choice.text for choice in question.choices] == ["a", "b"]

    @pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
    def test_line_ends_of_any_system(self, newline: str) -> None:
        quiz = parse("\ufeffA {T}\n\n\nB {\n=a\n~\n}\n".replace("\n", newline))
        assert [question.text for question in quiz.questions] == ["A"]
        assert [problem.line for problem in quiz.problems] == [6]

    def test_a_description_is_reported(self) -> None:
        assert problems("\nJust words.\n\nQ {T}\n") == [(2, "description", "warning")]

    def test_a_category_is_reported(self) -> None:
        assert problems("$CATEGORY: a/b\nQ {T}\n") == [(1, "category", "warning")]
        assert len(parse("$CATEGORY: a/b\nQ {T}\n").questions) == 1


class TestSettings:
    def test_they_are_comments(self) -> None:
        quiz = parse(
            "// title: Loops\n// passing_score: 80\n// max_attempts: 3\n// time_limit: 600\n"
            "// shuffle: yes\n// reveal: after_pass\n// author: me\n\nQ {T}\n"
        )
        assert quiz == ParsedQuiz(
            questions=(Question(kind="true_false", text="Q", truth=True),),
            title="Loops",
            passing_score=80,
            max_attempts=3,
            time_limit_seconds=600,
            shuffle=True,
            reveal="after_pass",
        )
        assert quiz.problems == ()

    def test_points_are_of_the_question_below(self) -> None:
        quiz = parse("A {T}\n// points: 2.5\nB {T}\n\nC {T}\n")
        assert [question.points for question in quiz.questions] == [1, Decimal("2.5"), 1]

    @pytest.mark.parametrize(
        "setting",
        ["passing_score: 101", "passing_score: high", "max_attempts: -1", "time_limit: 1h",
         "shuffle: perhaps", "reveal: always", "title:", "points: many"],
    )  # fmt: skip
    def test_a_value_that_does_not_fit_is_an_error(self, setting: str) -> None:
        assert problems(f"\n// {setting}\nQ {{T}}\n") == [(2, "setting", "error")]


class TestMistakes:
    @pytest.mark.parametrize(
        ("wrong", "line", "code"),
        [
            ("Q {=a", 1, "brace"),
            ("Q {\n=a\n~b", 1, "brace"),
            ("Q a}", 1, "brace"),
            ("Q {=a}\n} b", 2, "brace"),
            ("Q {=a ~{b}}", 1, "brace"),
            ("Q {T} and {F}", 1, "brace"),
            ("::t:: {T}", 1, "no-text"),
            ("Q {maybe}", 1, "no-sign"),
            ("Q {~a ~b}", 1, "no-right-answer"),
            ("Q {\n=a\n~\n}", 3, "empty-answer"),
            ("Q {=}", 1, "empty-answer"),
            ("Q {=%50%a}", 1, "no-right-answer"),
            ("Q {=a -> b =c}", 1, "mixed-matching"),
            ("Q {=a ->}", 1, "empty-answer"),
            ("Q {#}", 1, "number"),
            ("Q {#three}", 1, "number"),
            ("Q {#1:x}", 1, "number"),
            ("Q {#5..1}", 1, "number"),
            ("Q {#1:-1}", 1, "number"),
            ("Q {#1e999}", 1, "number"),
            ("Q {#=x}", 1, "number"),
            ("Q {#~3}", 1, "no-right-answer"),
        ],
    )
    @pytest.mark.parametrize("after", ["\n\nGood {T}\n", "\n::g:: Good {T}\n"])
    def test_each_is_named_with_its_line_and_costs_only_its_question(
        self, wrong: str, line: int, code: str, after: str
    ) -> None:
        quiz = parse(f"First {{F}}\n\n{wrong}{after}")
        assert [question.text for question in quiz.questions] == ["First", "Good"]
        errors = [(p.line, p.code) for p in quiz.problems if p.severity == "error"]
        assert errors == [(line + 2, code)]
        assert not quiz.ok

    def test_an_empty_file_is_an_empty_quiz(self) -> None:
        assert parse("") == ParsedQuiz()
        assert parse(" \n\n// hello\n").problems == ()


def test_equality_is_about_the_quiz_and_not_about_its_lines() -> None:
    def named(text: str) -> dict[str, Any]:
        return {question.title: question for question in parse(text).questions}

    assert named("::a:: A {T}") == named("\n\n// x\n::a::   A\n{TRUE}")
