"""The words of notifications and e-mails, one entry a kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a kind of notification says; the fields in braces are filled in."""

    message: str
    subject: str
    action: str


WORDS: dict[str, Words] = {
    "enrolled": Words(
        message="You are enrolled in “{course}”. Enjoy the first lesson.",
        subject="You are enrolled in {course}",
        action="Start learning",
    ),
    "place-requested": Words(
        message="Your place in “{course}” is waiting to be confirmed by its instructor.",
        subject="We have your request for {course}",
        action="See the course",
    ),
    "place-activated": Words(
        message="Your place in “{course}” is confirmed. You can begin.",
        subject="Your place in {course} is confirmed",
        action="Start learning",
    ),
    "milestone": Words(
        message="You have completed {percent} % of “{course}”.",
        subject="{percent} % of {course} completed",
        action="Continue",
    ),
    "course-completed": Words(
        message="You have completed “{course}”. Congratulations!",
        subject="You have completed {course}",
        action="See your progress",
    ),
    "quiz-passed": Words(
        message="You passed “{quiz}” with {score} %.",
        subject="You passed {quiz}",
        action="See the result",
    ),
    "quiz-failed": Words(
        message="“{quiz}” needs another try: you reached {score} %. {attempts}",
        subject="{quiz}: another try",
        action="Try again",
    ),
    "quiz-awaiting-review": Words(
        message="“{quiz}” is handed in. Your instructor will review it.",
        subject="{quiz} is handed in",
        action="See the quiz",
    ),
}

# By e-mail only: who cannot sign in does not see an inbox.
PASSWORD_RESET = Words(
    message=(
        "Somebody, hopefully you, asked to set a new password for your account. The link works "
        "once, within {minutes} minutes. If it was not you, ignore this message: nothing changes."
    ),
    subject="Set a new password",
    action="Set a new password",
)
