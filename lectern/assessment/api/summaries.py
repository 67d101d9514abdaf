"""Quizzes as other resources inline them."""

from rest_framework import serializers

from lectern.assessment import selectors
from lectern.shared.api.expansions import Expansion
from lectern.shared.api.serializers import Id, Reference


class QuizSummarySerializer(serializers.Serializer):
    """The title of a quiz, and where it stands."""

    id = Id()
    title = serializers.CharField()
    lesson = Reference()


QUIZ = Expansion(selectors.quiz_summaries, QuizSummarySerializer)
