"""Categories, courses and lessons as other resources inline them."""

from rest_framework import serializers

from lectern.catalog import selectors
from lectern.shared.api.expansions import Expansion
from lectern.shared.api.serializers import Id, Reference


class CategorySummarySerializer(serializers.Serializer):
    """The name of a category."""

    id = Id()
    name = serializers.CharField()


class CourseSummarySerializer(serializers.Serializer):
    """What a list shows of a course."""

    id = Id()
    title = serializers.CharField()
    image = serializers.CharField()
    lesson_count = serializers.IntegerField()
    category = Reference(allow_null=True)


class LessonSummarySerializer(serializers.Serializer):
    """The title of a lesson."""

    id = Id()
    title = serializers.CharField()
    minutes = serializers.IntegerField()


CATEGORY = Expansion(selectors.category_summaries, CategorySummarySerializer)
COURSE = Expansion(selectors.course_summaries, CourseSummarySerializer)
LESSON = Expansion(selectors.lesson_summaries, LessonSummarySerializer)
