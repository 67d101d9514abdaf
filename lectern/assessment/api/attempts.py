"""The resource `quiz-attempts`."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.assessment import policies, selectors, services, sheet
from lectern.assessment.answers import InvalidAnswer
from lectern.assessment.api.fields import AnswerValue
from lectern.assessment.api.summaries import QUIZ
from lectern.assessment.documents import KINDS
from lectern.catalog.api.summaries import COURSE
from lectern.catalog.selectors import visible_courses
from lectern.learning.selectors import joined_course_ids
from lectern.learning.services import NotEnrolled
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import Listing, reference
from lectern.shared.api.serializers import Body, Reference, Resource
from lectern.shared.api.viewsets import Listed
from lectern.shared.clock import now
from lectern.shared.errors import Conflict
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

# When an attempt cannot begin.
START = (Conflict, NotEnrolled, services.NoAttemptsLeft, services.QuizNotReady)
MAX_VERSION = 2**53 - 1  # the largest whole number that JavaScript counts to


class SavedAnswerSerializer(Body):
    """An answer and its version, which each tab counts up from the one it has seen."""

    value = AnswerValue()
    version = serializers.IntegerField(min_value=0, max_value=MAX_VERSION)


class ItemSerializer(serializers.Serializer):
    """Something to pick."""

    id = serializers.CharField()
    text = serializers.CharField()


class AttemptQuestionSerializer(serializers.Serializer):
    """A question as an attempt shows it: single and multiple have choices, matching the rest."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    text_html = serializers.CharField()
    points = serializers.FloatField()
    choices = ItemSerializer(many=True)
    prompts = ItemSerializer(many=True)
    matches = ItemSerializer(many=True)


class AttemptSerializer(Resource):
    """One try at a quiz; `deadline` and `submitted_at` are null while there is none."""

    student = Reference(read_only=True)
    quiz = Reference()
    course = Reference(read_only=True)
    number = serializers.IntegerField(read_only=True)
    started_at = serializers.DateTimeField(read_only=True)
    deadline = serializers.DateTimeField(read_only=True, allow_null=True)
    submitted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    submission = Reference(read_only=True, allow_null=True)


class AttemptPaperSerializer(AttemptSerializer):
    """An attempt with its paper and the answers that are saved."""

    title = serializers.CharField(read_only=True)
    passing_score = serializers.IntegerField(read_only=True)
    time_limit_seconds = serializers.IntegerField(read_only=True)
    attempts_left = serializers.IntegerField(read_only=True, allow_null=True)
    server_time = serializers.DateTimeField(read_only=True)
    questions = AttemptQuestionSerializer(many=True, read_only=True)
    answers = serializers.DictField(child=SavedAnswerSerializer(), read_only=True)


class StartSerializer(Body):
    """Which quiz to take."""

    quiz = Reference()


class AnswersSerializer(Body):
    """Answers to save, by question."""

    constraints = {"required": ["answers"]}  # also of a PATCH

    answers = serializers.DictField(child=SavedAnswerSerializer(), allow_empty=True)


class QuizAttemptViewSet(Listed):
    """Attempts: one's own, and those on courses one teaches. Posting resumes the open one."""

    policy = policies.ATTEMPT
    errors: ClassVar[Errors] = {
        "create": START,
        "partial_update": (
            InvalidAnswer,
            NotEnrolled,
            services.AttemptOver,
            services.AttemptSubmitted,
        ),
    }
    serializer_class = AttemptSerializer
    expansions: ClassVar = {"student": PERSON, "quiz": QUIZ, "course": COURSE}
    listing: ClassVar = Listing(
        filters={
            "quiz": reference("quiz_id"),
            "course": reference("course_id"),
            "student": reference("student_id"),
        },
    )

    def get_queryset(self) -> Selection:
        """One's own, and those on courses one teaches; whole where a paper is shown of one."""
        attempts = selectors.visible_attempts(self.who)
        shows_paper = self.action in ("retrieve", "create")
        return attempts if shows_paper else attempts.without("seed", "answers")

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Attempts with what was handed in for them."""
        handed_in = selectors.submissions_of(row["_id"] for row in rows)
        return super().shown([{**row, "submission_id": handed_in.get(row["_id"])} for row in rows])

    @extend_schema(responses=AttemptPaperSerializer)
    def retrieve(self, _request: Request, pk: str) -> Response:
        """One attempt with its questions and saved answers; one whose time is over is closed."""
        row = self.get_object()
        closed = services.hand_in_if_over(attempt=row)
        return self._paper(self.get_queryset().get(row["_id"]) if closed else row)

    @extend_schema(
        request=StartSerializer,
        responses={201: AttemptPaperSerializer, 200: AttemptPaperSerializer},
    )
    def create(self, request: Request) -> Response:
        """Begin an attempt (201) or resume the open one (200)."""
        body = StartSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        quiz = selectors.sheet_of(body.validated_data["quiz"]).quiz
        visible_courses(self.who, joined_course_ids(self.who)).get(quiz["course_id"])
        begun = services.start_attempt(who=self.who, quiz=quiz["_id"], once=self.once_or_found)
        code = status.HTTP_201_CREATED if begun.is_new else status.HTTP_200_OK
        return self._paper(self.get_queryset().get(begun.row), code)

    @extend_schema(request=AnswersSerializer, responses=AttemptPaperSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Save answers; what is kept comes back, so that an older tab sees newer answers."""
        row = self.get_object()
        body = AnswersSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        answers = {
            question: services.SavedAnswer(**saved)
            for question, saved in body.validated_data["answers"].items()
        }
        return self._paper(services.save_answers(who=self.who, attempt=row, answers=answers))

    def _paper(self, row: Row, code: int = status.HTTP_200_OK) -> Response:
        taken = selectors.sheet_of(row["quiz_id"])
        quiz, is_open = taken.quiz, row.get("submitted_at") is None
        handed_in = {} if is_open else selectors.submissions_of([row["_id"]])
        shown = {
            **row,
            "submission_id": handed_in.get(row["_id"]),
            "title": quiz["title"],
            "passing_score": quiz["passing_score"],
            "time_limit_seconds": quiz["time_limit_seconds"],
            "attempts_left": selectors.attempts_left(row["student_id"], quiz),
            "server_time": now(),
            "questions": sheet.shown(taken, seed=row["seed"]),
        }
        return Response(self.expanded([AttemptPaperSerializer(shown).data])[0], status=code)
