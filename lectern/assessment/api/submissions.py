"""The resource `quiz-submissions`."""

from functools import cached_property
from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.assessment import policies, selectors, services
from lectern.assessment.answers import InvalidAnswer
from lectern.assessment.api.attempts import START
from lectern.assessment.api.fields import AnswerValue, Number
from lectern.assessment.api.summaries import QUIZ
from lectern.assessment.documents import AWAITING_REVIEW, GRADED
from lectern.assessment.feedback import Reveal, revealed
from lectern.catalog.api.summaries import COURSE
from lectern.catalog.selectors import course_row, visible_courses
from lectern.learning.selectors import joined_course_ids
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import Listing, choice, flag, reference
from lectern.shared.api.serializers import Body, Reference, Resource
from lectern.shared.api.viewsets import Listed, Retrieved, object_id
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

DETAILS = ("answers", "feedback")


class ChosenSerializer(serializers.Serializer):
    """A choice that was picked."""

    choice = serializers.CharField()
    is_correct = serializers.BooleanField()
    feedback = serializers.CharField()


class QuestionFeedbackSerializer(serializers.Serializer):
    """About one question; all but the first three are there when the quiz reveals them."""

    question = serializers.CharField()
    correct = serializers.BooleanField(allow_null=True, help_text="Null while awaiting review.")
    partial = serializers.BooleanField()  # type: ignore[assignment]
    points = serializers.FloatField(required=False, allow_null=True)
    max_points = serializers.FloatField(required=False)
    chosen = ChosenSerializer(many=True, required=False)
    answer = AnswerValue(required=False, help_text="A right answer; null when there is no key.")
    explanation = serializers.CharField(required=False)
    remark = serializers.CharField(required=False, help_text="What the instructor says.")


@extend_schema_field(QuestionFeedbackSerializer(many=True))
class Feedback(serializers.ReadOnlyField):
    """What may be told, exactly as it was decided."""


class SubmissionSerializer(Resource):
    """What was handed in and how it was graded; null where it awaits review, or nobody is left
    whose essay could be graded.
    """

    student = Reference(read_only=True)
    quiz = Reference(read_only=True)
    course = Reference(read_only=True)
    attempt = Reference(read_only=True)
    status = serializers.ChoiceField((GRADED, AWAITING_REVIEW), read_only=True)
    score = serializers.FloatField(read_only=True, allow_null=True)
    points = serializers.FloatField(read_only=True)
    max_points = serializers.FloatField(read_only=True)
    passed = serializers.BooleanField(read_only=True, allow_null=True)
    attempts_left = serializers.IntegerField(read_only=True, allow_null=True)
    graded_by = Reference(read_only=True, allow_null=True)
    submitted_at = serializers.DateTimeField(read_only=True)


class SubmissionDetailSerializer(SubmissionSerializer):
    """A submission with its answers and what may be told about them."""

    answers = serializers.DictField(child=AnswerValue(), read_only=True)
    feedback = Feedback()


class SubmitSerializer(Body):
    """An attempt, or a quiz whose open attempt is meant; answers win over saved ones."""

    constraints = {"oneOf": [{"required": ["attempt"]}, {"required": ["quiz"]}]}

    attempt = Reference(required=False)
    quiz = Reference(required=False)
    answers = serializers.DictField(child=AnswerValue(), required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two says what is handed in."""
        if ("attempt" in attrs) == ("quiz" in attrs):
            sentence = ["Send either an attempt or a quiz."]
            raise serializers.ValidationError(
                dict.fromkeys(("attempt", "quiz"), sentence), code="attempt-or-quiz"
            )
        return attrs


class ReviewSerializer(Body):
    """Points and remarks for essays, by question."""

    points = serializers.DictField(child=Number(min_value=0))
    feedback = serializers.DictField(
        child=serializers.CharField(max_length=20_000, allow_blank=True), required=False
    )


class QuizSubmissionViewSet(Listed, Retrieved):
    """Submissions: one's own, and those on courses one teaches."""

    policy = policies.SUBMISSION
    errors: ClassVar[Errors] = {
        "create": (*START, InvalidAnswer),
        "grade": (services.InvalidReview,),
    }
    serializer_class = SubmissionDetailSerializer
    expansions: ClassVar = {"student": PERSON, "quiz": QUIZ, "course": COURSE}
    listing: ClassVar = Listing(
        order="-submitted_at",
        orders={"submitted_at": (("submitted_at", 1),)},
        filters={
            "quiz": reference("quiz_id"),
            "course": reference("course_id"),
            "student": reference("student_id"),
            "attempt": reference("attempt_id"),
            "status": choice("status", GRADED, AWAITING_REVIEW),
            "passed": flag("passed"),
        },
    )

    @cached_property
    def taught(self) -> set[ObjectId] | None:
        """The courses whose submissions the asker sees whole; None means all."""
        return selectors.key_courses(self.who)

    def get_queryset(self) -> Selection:
        """One's own, and those on courses one teaches; lists leave the details out."""
        selection = selectors.visible_submissions(self.who, self.taught)
        return selection.without(*DETAILS) if self.action == "list" else selection

    def get_serializer_class(self) -> Any:
        """Lists do not carry the details."""
        return SubmissionSerializer if self.action == "list" else SubmissionDetailSerializer

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Submissions as far as the asker may know them; those who teach see all."""
        quizzes = selectors.quizzes_by_id({row["quiz_id"] for row in rows})
        left = selectors.attempts_left_of(rows, quizzes)
        passes = selectors.passes(rows)
        told = []
        for row in rows:
            pair = row["student_id"], row["quiz_id"]
            teaches = self.taught is None or row["course_id"] in self.taught
            reveal: Reveal = "after_submit" if teaches else _reveal(quizzes.get(row["quiz_id"]))
            entries = revealed(row.get("feedback", ()), reveal, pair in passes)
            told.append({**row, "attempts_left": left[pair], "feedback": entries})
        return super().shown(told)

    @extend_schema(
        request=SubmitSerializer,
        responses={201: SubmissionDetailSerializer, 200: SubmissionDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Hand in (201); an attempt that was handed in before answers its first result (200)."""
        body = SubmitSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        answers = values.get("answers")
        if "attempt" in values:
            attempt = selectors.visible_attempts(self.who).get(values["attempt"])
            self.check_object_permissions(request, attempt)
            done = services.submit_attempt(
                who=self.who, attempt=attempt, answers=answers, once=self.once_or_found
            )
        else:
            quiz = selectors.sheet_of(values["quiz"]).quiz
            visible_courses(self.who, joined_course_ids(self.who)).get(quiz["course_id"])
            done = services.submit_quiz(
                who=self.who, quiz=quiz["_id"], answers=answers, once=self.once_or_found
            )
        code = status.HTTP_201_CREATED if done.is_new else status.HTTP_200_OK
        return self.answer(done.row, code)

    @extend_schema(request=ReviewSerializer, responses=SubmissionDetailSerializer)
    @action(methods=["post"], detail=True)
    def grade(self, request: Request, pk: str) -> Response:
        """Give essays their points; the pass is decided when all have theirs."""
        row = self.get_queryset().get(object_id(pk))
        self.check_object_permissions(request, course_row(row["course_id"]))
        body = ReviewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.review(
            submission=row["_id"],
            reviewer=self.who.id,  # type: ignore[arg-type]
            points=body.validated_data["points"],
            remarks=body.validated_data.get("feedback", {}),
        )
        return self.answer(row["_id"])


def _reveal(quiz: Row | None) -> Reveal:
    """What a quiz lets be known; one that was removed while it was asked, nothing."""
    return quiz["reveal"] if quiz else "never"
