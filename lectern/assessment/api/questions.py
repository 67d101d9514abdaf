"""The resource `questions`."""

from lectern.assessment import policies, selectors
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.selection import Selection


class QuestionViewSet(Listed, Retrieved):
    """questions."""

    policy = policies.QUESTION
    serializer_class = Resource

    def get_queryset(self) -> Selection:  # type: ignore[override]
        """Visible ones."""
        return selectors.visible_questions(self.who)
