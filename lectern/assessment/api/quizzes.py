"""The resource `quizzes`."""

from lectern.assessment import policies, selectors
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.selection import Selection


class QuizViewSet(Listed, Retrieved):
    """quizzes."""

    policy = policies.QUIZ
    serializer_class = Resource

    def get_queryset(self) -> Selection:  # type: ignore[override]
        """Visible ones."""
        return selectors.visible_quizzes(self.who)
