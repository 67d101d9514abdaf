"""The resources `courses/{id}/learners` and `courses/{id}/gradebook`."""

from typing import Any, ClassVar

from rest_framework import serializers

from lectern.assessment.selectors import best_results
from lectern.learning import policies, selectors
from lectern.learning.api.enrollments import ShareSerializer
from lectern.learning.api.of_course import OfCourse
from lectern.learning.documents import ACTIVE, PENDING
from lectern.learning.progress import percent
from lectern.shared.api.listing import Filter, Listing, choice
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Listed
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

MAX_DAYS = 3_650
FINISHED = {"true": {"$ne": None}, "false": None}


class StuckFilter(Filter):
    """Who has not finished and has done nothing for so many days."""

    def condition(self, text: str) -> Row:
        """The condition on the places."""
        return selectors.stuck(self.parse(text))


def days(text: str) -> int:
    """A number of days."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MAX_DAYS):
        raise ValueError
    return int(text)


class QuizResultsSerializer(serializers.Serializer):
    """All quizzes of a course together, by the best score in each."""

    taken = serializers.IntegerField()
    passed = serializers.IntegerField()
    average_score = serializers.FloatField(allow_null=True)


class PlaceSerializer(Resource):
    """A place on the course, and whose it is. `id` is that of the enrolment."""

    student = Reference(read_only=True)
    name = serializers.CharField(read_only=True)
    username = serializers.CharField(read_only=True)


class LearnerSerializer(PlaceSerializer):
    """A learner, how far they have come, and when they last did something."""

    email = serializers.EmailField(read_only=True)
    profile_picture = serializers.CharField(read_only=True)
    status = serializers.ChoiceField((ACTIVE, PENDING), read_only=True)
    enrolled_at = serializers.DateTimeField(read_only=True)
    active_at = serializers.DateTimeField(read_only=True)
    completed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    progress = ShareSerializer(read_only=True)
    quizzes = QuizResultsSerializer(read_only=True)


class BestResultSerializer(serializers.Serializer):
    """The best that a learner has reached in a quiz; the score is null until one is graded."""

    quiz = serializers.CharField()
    score = serializers.FloatField(allow_null=True)
    passed = serializers.BooleanField()
    submissions = serializers.IntegerField()
    awaiting_review = serializers.BooleanField()


class GradesSerializer(PlaceSerializer):
    """A row of the gradebook: a result for each quiz that the learner has handed in."""

    results = BestResultSerializer(many=True, read_only=True)


class _Learners(OfCourse, Listed):
    """Everybody who has a place on the course, by name unless asked otherwise."""

    listing: ClassVar = Listing(
        order="name",
        orders={
            "name": (("sort_name", 1),),
            "progress": (("lessons_done", 1),),
            "active_at": (("active_at", 1),),
            "enrolled_at": (("enrolled_at", 1),),
        },
        filters={
            "status": choice("status", ACTIVE, PENDING),
            "finished": Filter(FINISHED.__getitem__, "completed_at", {"type": "boolean"}),
            "stuck": StuckFilter(
                days, "active_at", {"type": "integer", "minimum": 1, "maximum": MAX_DAYS}
            ),
        },
        search=selectors.found_by,
    )

    def get_queryset(self) -> Selection:
        """The learners of this course."""
        return selectors.learners_of(self.course)

    def results(self, rows: list[Row]) -> dict[Any, list[dict[str, Any]]]:
        """What they have reached in the quizzes of the course."""
        return best_results(self.course["_id"], [row["student_id"] for row in rows])


class LearnerViewSet(_Learners):
    """The learners of a course, for those who teach it. `stuck` is a number of days."""

    policy = policies.LEARNERS
    serializer_class = LearnerSerializer

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Learners with their progress and their quizzes."""
        results = self.results(rows)
        total = self.course["lesson_count"]
        return super().shown(
            [
                {
                    **row,
                    "progress": _share(row["lessons_done"], total),
                    "quizzes": _together(results.get(row["student_id"], [])),
                }
                for row in rows
            ]
        )


class GradebookViewSet(_Learners):
    """The best result of each learner in each quiz of a course, for those who teach it."""

    policy = policies.GRADEBOOK
    serializer_class = GradesSerializer

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Learners with their results."""
        results = self.results(rows)
        return super().shown(
            [{**row, "results": results.get(row["student_id"], [])} for row in rows]
        )


def _share(completed: int, total: int) -> dict[str, int]:
    done = min(completed, total)
    return {"completed": done, "total": total, "percent": percent(done, total)}


def _together(results: list[dict[str, Any]]) -> dict[str, Any]:
    scores = [result["score"] for result in results if result["score"] is not None]
    return {
        "taken": len(results),
        "passed": sum(result["passed"] for result in results),
        "average_score": round(sum(scores) / len(scores), 1) if scores else None,
    }
