"""The resource `submissions`."""

from lectern.assessment import policies, selectors
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.selection import Selection


class QuizSubmissionViewSet(Listed, Retrieved):
    """submissions."""

    policy = policies.SUBMISSION
    serializer_class = Resource

    def get_queryset(self) -> Selection:  # type: ignore[override]
        """Visible ones."""
        return selectors.visible_submissions(self.who)
