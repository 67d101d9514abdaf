"""The resource `choices`."""

from typing import Any, ClassVar

from bson import ObjectId
from rest_framework import serializers

from lectern.assessment import policies, selectors, services
from lectern.assessment.api.material import CourseMaterial, Keyed
from lectern.shared.api.listing import Listing, reference
from lectern.shared.api.serializers import Reference
from lectern.shared.documents import MAX_POSITION
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class ChoiceSerializer(Keyed):
    """A choice; of a matching question a prompt (`text`) with what belongs to it (`match`)."""

    withheld = frozenset({"is_correct", "feedback", "match"})

    question = Reference()
    course = Reference(read_only=True)
    text = serializers.CharField(max_length=5_000)
    is_correct = serializers.BooleanField(required=False)
    feedback = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    match = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)


class ChoiceViewSet(CourseMaterial):
    """Choices; those who learn do not see which are right."""

    policy = policies.CHOICE
    serializer_class = ChoiceSerializer
    fixed = ("question",)
    listing: ClassVar = Listing(
        order="position",
        orders={"position": (("position", 1),)},
        filters={"question": reference("question_id"), "course": reference("course_id")},
    )

    def get_queryset(self) -> Selection:
        """Of the courses that one learns or teaches in."""
        return selectors.visible_choices(self.who, self.key_courses)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Add one to a question of a course that one teaches."""
        question = selectors.visible_questions(self.who).get(values["question"])
        self.check_object_permissions(self.request, question)
        return ObjectId(services.add_choice(**values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        services.change_choice(choice=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Remove it."""
        services.remove_choice(choice=row["_id"])
