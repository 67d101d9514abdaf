"""English."""

from lectern.notifications.words.language import Frame, Language, Words


def _plural(number: float) -> str:
    return "one" if number == 1 else "other"


ENGLISH = Language(
    code="en",
    plurals=("one", "other"),
    plural=_plural,
    groups={
        "courses": "Places on courses",
        "progress": "Progress",
        "quizzes": "Quizzes",
        "announcements": "Announcements",
        "account": "Account and security",
    },
    phrases={
        "attempts-left": {
            "0": "No attempts are left.",
            "one": "One attempt is left.",
            "other": "{n} attempts are left.",
        },
        "more": {"one": "And one more.", "other": "And {n} more."},
        "news": {"one": "One message for you", "other": "{n} messages for you"},
        "minutes": {"one": "one minute", "other": "{n} minutes"},
        "days": {"one": "one day", "other": "{n} days"},
    },
    frame=Frame(
        greeting="Hello {name},",
        reason="You receive this e-mail because you have an account at {site}.",
        settings="Choose what you are told",
        unsubscribe="Stop e-mails like this one",
        unsubscribe_all="Stop all e-mails but those about your account",
        digest_subject="{count:news}",
        digest_message="This has happened since the last time:",
        digest_more="{count:more}",
        digest_action="See your notifications",
    ),
    unknown="Something happened.",
    kinds={
        "enrolled": Words(
            label="You are enrolled in a course",
            message="You are enrolled in “{course}”. Enjoy the first lesson.",
            subject="You are enrolled in {course}",
            action="Start learning",
        ),
        "place-requested": Words(
            label="Your request for a place has arrived",
            message="Your place in “{course}” is waiting to be confirmed by its instructor.",
            subject="We have your request for {course}",
            action="See the course",
        ),
        "place-to-confirm": Words(
            label="Somebody waits for a place on a course that you teach",
            message="Somebody waits for a place in “{course}”. Please confirm or remove it.",
            subject="Somebody waits for a place in {course}",
            action="See who waits",
        ),
        "place-activated": Words(
            label="Your place is confirmed",
            message="Your place in “{course}” is confirmed. You can begin.",
            subject="Your place in {course} is confirmed",
            action="Start learning",
        ),
        "place-suspended": Words(
            label="Your place has to wait",
            message="Your place in “{course}” has to wait. What you have learned there is kept.",
            subject="Your place in {course} has to wait",
            action="See the course",
        ),
        "milestone": Words(
            label="You have completed a quarter, half or three quarters of a course",
            message="You have completed {percent} % of “{course}”.",
            subject="{percent} % of {course} completed",
            action="Continue",
        ),
        "course-completed": Words(
            label="You have completed a course",
            message="You have completed “{course}”. Congratulations!",
            subject="You have completed {course}",
            action="See your progress",
        ),
        "certificate-issued": Words(
            label="You get a certificate",
            message="Your certificate for “{course}” is ready. Its number is {number}.",
            subject="Your certificate for {course}",
            action="See the certificate",
        ),
        "certificate-revoked": Words(
            label="A certificate of yours is revoked",
            message="Your certificate for “{course}” is not valid any more. The reason: {reason}",
            subject="Your certificate for {course} has been revoked",
            action="See the certificate",
        ),
        "certificate-reinstated": Words(
            label="A certificate of yours is valid again",
            message="Your certificate for “{course}” is valid again.",
            subject="Your certificate for {course} is valid again",
            action="See the certificate",
        ),
        "quiz-passed": Words(
            label="You passed a quiz",
            message="You passed “{quiz}” with {score} %.",
            subject="You passed {quiz}",
            action="See the result",
        ),
        "quiz-failed": Words(
            label="A quiz needs another try",
            message=(
                "“{quiz}” needs another try: you reached {score} %. {attempts_left:attempts-left}"
            ),
            subject="{quiz}: another try",
            action="Try again",
        ),
        "quiz-retaken": Words(
            label="Another try did not reach the passing score",
            message="You reached {score} % in “{quiz}”. You had passed it before, and that counts.",
            subject="Your result in {quiz}",
            action="See the result",
        ),
        "quiz-awaiting-review": Words(
            label="Your instructor will review a quiz",
            message="“{quiz}” is handed in. Your instructor will review it.",
            subject="{quiz} is handed in",
            action="See the quiz",
        ),
        "essay-to-review": Words(
            label="An essay on a course that you teach waits for its grade",
            message="“{quiz}” in “{course}” was handed in with an essay. Please grade it.",
            subject="An essay waits in {course}: {quiz}",
            action="Grade it",
        ),
        "course-announcement": Words(
            label="Announcements in your courses",
            message="“{course}”: {title}",
            subject="{course}: {title}",
            action="Read it in the course",
        ),
        "site-announcement": Words(
            label="Announcements to everybody",
            message="Announcement: {title}",
            subject="{title}",
            action="Read it",
        ),
        "message": Words(
            label="Messages from your instructors and from who runs the site",
            message="{text}",
            subject="A message for you",
            action="Open it",
        ),
        "password-reset": Words(
            label="A link to set a new password",
            message=(
                "Somebody, hopefully you, asked to set a new password for your account. The link "
                "works once, within {minutes:minutes}. If it was not you, ignore this message: "
                "nothing changes."
            ),
            subject="Set a new password",
            action="Set a new password",
        ),
        "invitation": Words(
            label="An account that was made for you",
            message=(
                "An account has been made for you. Your username is {username}. Choose a password "
                "to begin; the link works once, within {days:days}."
            ),
            subject="Choose a password for your new account",
            action="Choose a password",
        ),
        "email-verification": Words(
            label="Link to confirm an e-mail address",
            message=(
                "Please confirm that {address} is your e-mail address. The link works for "
                "{days:days}. If you have no account here, ignore this message: nothing happens."
            ),
            subject="Confirm your e-mail address",
            action="Confirm",
        ),
        "email-change": Words(
            label="Your e-mail address is about to change",
            message=(
                "Somebody, hopefully you, asked to change the e-mail address of your account to "
                "{address}. If it was not you, set another password now: that stops it."
            ),
            subject="Your e-mail address is about to change",
            action="Open the settings",
        ),
        "instructor-requested": Words(
            label="Somebody asks to become an instructor",
            message="{name} asks to become an instructor. Please agree or decline.",
            subject="{name} asks to become an instructor",
            action="Decide",
        ),
        "instructor-approved": Words(
            label="You may teach",
            message="You are an instructor now. Sign in again to create your first course.",
            subject="You are an instructor now",
            action="Create a course",
        ),
        "instructor-declined": Words(
            label="You may not teach yet",
            message="Your request to become an instructor has not been accepted.",
            subject="Your request to become an instructor",
            action="Go on learning",
        ),
        "second-factor-on": Words(
            label="A second factor is turned on",
            message=(
                "Signing in to your account takes a code as well from now on. If it was not you, "
                "set another password and ask an administrator for help."
            ),
            subject="Your account is protected by a second factor",
            action="Open the settings",
        ),
        "second-factor-off": Words(
            label="A second factor is turned off",
            message=(
                "Signing in to your account takes no code any more. If it was not you, set another "
                "password and turn the second factor on again."
            ),
            subject="The second factor of your account is off",
            action="Open the settings",
        ),
    },
)
