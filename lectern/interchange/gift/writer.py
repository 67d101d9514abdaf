"""From a quiz to a GIFT file: `parse(write(quiz)) == quiz`."""

from decimal import Decimal

from lectern.interchange.gift.model import Choice, ParsedQuiz, Question
from lectern.interchange.gift.text import encode, encode_inner

_FIVE_DIGITS = Decimal("0.00001")


def write(quiz: ParsedQuiz) -> str:
    """The file of a quiz whose questions all have a key."""
    blocks = [_settings(quiz), *map(_question, quiz.questions)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _settings(quiz: ParsedQuiz) -> str:
    values = {
        "title": quiz.title,
        "passing_score": quiz.passing_score,
        "max_attempts": quiz.max_attempts,
        "time_limit": quiz.time_limit_seconds,
        "shuffle": None if quiz.shuffle is None else ("yes" if quiz.shuffle else "no"),
        "reveal": quiz.reveal,
    }
    return "\n".join(f"// {name}: {value}" for name, value in values.items() if value is not None)


def _question(question: Question) -> str:
    settings = ""
    if question.points != 1:
        settings += f"// points: {_plain(question.points)}\n"
    if _kind_is_unclear(question):
        settings += f"// kind: {question.kind}\n"
    title = f"::{encode(question.title)}:: " if question.title else ""
    explanation = f"####{encode_inner(question.explanation)}" if question.explanation else ""
    lines = _answers(question)
    if len(lines) == 1:
        braces = f"{{{lines[0]}{explanation}}}"
    else:
        braces = "{" + "".join(f"\n  {line}" for line in [*lines, explanation] if line) + "\n}"
    return f"{settings}{title}[{question.format}]{encode(question.text)} {braces}"


def _kind_is_unclear(question: Question) -> bool:
    """Whether the signs before the choices would be read as another kind."""
    right = [choice.correct for choice in question.choices]
    if question.kind == "single":
        return all(right) or not any(right)
    return question.kind == "multiple" and not any(right)


def _answers(question: Question) -> list[str]:
    match question.kind:
        case "essay":
            return [""]
        case "true_false":
            return ["TRUE" if question.truth else "FALSE"]
        case "numeric":
            if question.value is None:
                raise ValueError(f"The numeric question “{question.text}” has no key.")
            spread = f":{_plain(question.tolerance)}" if question.tolerance else ""
            return [f"#{_plain(question.value)}{spread}"]
        case "short_text":
            return [f"={_before_arrow(text)}" for text in question.accepted]
        case "matching":
            return [
                f"={_before_arrow(pair.prompt)} -> {encode_inner(pair.match)}"
                for pair in question.pairs
            ]
        case "single":
            return [_single(choice) for choice in question.choices]
        case "multiple":
            return _multiple(question.choices)


def _single(choice: Choice) -> str:
    if choice.correct:
        return "=" + _guarded(choice.text, "%100%") + _feedback(choice)
    if choice.weight is not None:
        return f"~%{_plain(choice.weight)}%{encode_inner(choice.text)}{_feedback(choice)}"
    return "~" + _guarded(choice.text, "%0%") + _feedback(choice)


def _multiple(choices: tuple[Choice, ...]) -> list[str]:
    right = sum(choice.correct for choice in choices)
    share = (Decimal(100) / right).quantize(_FIVE_DIGITS).normalize() if right else Decimal(0)
    return [
        f"~%{_plain(_weight(choice, share))}%{encode_inner(choice.text)}{_feedback(choice)}"
        for choice in choices
    ]


def _weight(choice: Choice, share: Decimal) -> Decimal:
    if choice.weight is not None:
        return choice.weight
    return share if choice.correct else -share


def _before_arrow(text: str) -> str:
    """An arrow would end a prompt and make a pair of a short text, so it is broken up."""
    return _guarded(text, "%100%").replace("->", "-\\>")


def _guarded(text: str, weight: str) -> str:
    """A text that starts like a weight is put behind one that changes nothing."""
    return (weight if text.startswith("%") else "") + encode_inner(text)


def _feedback(choice: Choice) -> str:
    return f"#{encode_inner(choice.feedback)}" if choice.feedback else ""


def _plain(number: Decimal) -> str:
    return format(number, "f")
