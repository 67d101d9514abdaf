"""People as other resources inline them."""

from rest_framework import serializers

from lectern.accounts.selectors import user_summaries
from lectern.shared.api.expansions import Expansion
from lectern.shared.api.serializers import Id


class UserSummarySerializer(serializers.Serializer):
    """What anyone may see of a person."""

    id = Id()
    username = serializers.CharField()
    name = serializers.CharField()
    profile_picture = serializers.CharField()


PERSON = Expansion(user_summaries, UserSummarySerializer)
