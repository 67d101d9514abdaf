"""The resource `attempts`."""

from lectern.assessment import policies, selectors
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.selection import Selection


class QuizAttemptViewSet(Listed, Retrieved):
    """attempts."""

    policy = policies.ATTEMPT
    serializer_class = Resource

    def get_queryset(self) -> Selection:  # type: ignore[override]
        """Visible ones."""
        return selectors.visible_attempts(self.who)
