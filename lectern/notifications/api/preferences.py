"""What a person wants to be told: `notifications/preferences` and the way out of e-mails."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from pymongo.client_session import ClientSession
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.selectors import language_of, user_row
from lectern.notifications import policies, selectors, services, words
from lectern.notifications.kinds import CHANNELS, GROUPS, KINDS
from lectern.notifications.periods import DIGESTS
from lectern.notifications.words import Language
from lectern.shared.api.failures import Errors
from lectern.shared.api.preconditions import held
from lectern.shared.api.serializers import Body
from lectern.shared.api.viewsets import ResourceViewSet
from lectern.shared.etags import tag


def _choices_schema() -> dict[str, Any]:
    """Each kind that can be switched off, with the ways it goes."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": False,
                "properties": {channel: {"type": "boolean"} for channel in kind.channels},
            }
            for name, kind in KINDS.items()
            if not kind.required
        },
    }


@extend_schema_field(_choices_schema())
class ChoicesField(serializers.DictField):
    """Kind to channel to whether."""

    def __init__(self, **options: Any) -> None:
        inner = serializers.DictField(child=serializers.BooleanField())
        super().__init__(child=inner, **options)


class ChoicesSerializer(Body):
    """What somebody chooses; all that is not named stays as it is (PATCH) or is sent (PUT)."""

    kinds = ChoicesField()
    digest = serializers.ChoiceField(DIGESTS, required=False)


class KindSerializer(serializers.Serializer):
    """A kind of message, as a row of the page of settings."""

    name = serializers.CharField()
    title = serializers.CharField(help_text="In the language of the person.")
    channels = serializers.ListField(child=serializers.ChoiceField(CHANNELS))
    optional = serializers.BooleanField(help_text="Whether it can be switched off.")


class GroupSerializer(serializers.Serializer):
    """Kinds that stand together on the page of settings."""

    name = serializers.ChoiceField(GROUPS)
    title = serializers.CharField(help_text="In the language of the person.")
    kinds = KindSerializer(many=True)


class PreferencesSerializer(serializers.Serializer):
    """Every choice there is, and what was chosen."""

    digest = serializers.ChoiceField(DIGESTS)
    kinds = serializers.DictField(child=serializers.DictField(child=serializers.BooleanField()))
    groups = GroupSerializer(many=True)


class TokenSerializer(Body):
    """What an e-mail proves itself with."""

    token = serializers.CharField(max_length=500)


class StoppedSerializer(serializers.Serializer):
    """The kinds of e-mail that do not come any more, with their names for people."""

    kinds = serializers.ListField(child=serializers.CharField())
    titles = serializers.ListField(child=serializers.CharField())


class PreferencesViewSet(ResourceViewSet):
    """How the person who asks wants to be told."""

    policy = policies.PREFERENCES
    serializer_class = ChoicesSerializer
    errors: ClassVar[Errors] = {"unsubscribe": (services.UnsubscribeInvalid,)}

    @extend_schema(responses=PreferencesSerializer)
    @action(methods=["get"], detail=False, pagination_class=None)
    def preferences(self, _request: Request) -> Response:
        """What one is told, and how: every kind, grouped, with its name."""
        return self._answer()

    @extend_schema(responses=PreferencesSerializer)
    @preferences.mapping.put
    def replace_preferences(self, _request: Request) -> Response:
        """Choose anew: what is not named is sent."""
        values = self.body()
        with held(self.request, self._page):
            services.choose_anew(person=self.me, **values)
        return self._answer()

    @extend_schema(responses=PreferencesSerializer)
    @preferences.mapping.patch
    def change_preferences(self, _request: Request) -> Response:
        """Change some choices."""
        values = self.body(partial=True)
        with held(self.request, self._page):
            services.choose(person=self.me, **values)
        return self._answer()

    @extend_schema(
        request=TokenSerializer,
        responses=StoppedSerializer,
        parameters=[OpenApiParameter("token", str, description="Instead of the body.")],
    )
    @action(methods=["post"], detail=False, serializer_class=TokenSerializer)
    def unsubscribe(self, request: Request) -> Response:
        """Stop the e-mails that a link is about; mail programs post to the link as it stands."""
        token = request.query_params.get("token") or self.body()["token"]
        person, kinds = services.unsubscribe(token=token)
        language = _language(person)
        titles = [language.kinds[kind].label for kind in kinds]
        return Response({"kinds": kinds, "titles": titles})

    def compares(self, method: str) -> bool:
        """Both ways to choose."""
        return True

    def _page(self, session: ClientSession | None = None) -> Any:
        wishes = selectors.preferences_of(self.me, session)
        page = selectors.settings_page(wishes, _language(self.me))
        return PreferencesSerializer(page).data

    def _answer(self) -> Response:
        response = Response(self._page())
        response.add_post_render_callback(tag)  # it is what a GET shows
        return response


def _language(person: ObjectId) -> Language:
    return words.language(language_of(user_row(person)))
