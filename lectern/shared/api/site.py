"""`site`: what everybody may know of how the site is set, and admins change."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from pymongo.client_session import ClientSession
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.shared import site
from lectern.shared.api.fields import Line
from lectern.shared.api.preconditions import held
from lectern.shared.api.serializers import Body
from lectern.shared.api.viewsets import ResourceViewSet
from lectern.shared.etags import tag
from lectern.shared.site.policies import SITE


class SiteSerializer(Body):
    """How the site is set."""

    name = Line(max_length=60, help_text="What it is called: on every page and in every e-mail.")
    support_email = serializers.EmailField(
        max_length=254, allow_blank=True, help_text="Whom people write to who need help; or empty."
    )
    language = serializers.ChoiceField(
        settings.LANGUAGES,
        help_text="Of e-mails and notifications, for people who have not chosen.",
    )
    registration_open = serializers.BooleanField(help_text="Whether people register themselves.")
    instructor_approval = serializers.BooleanField(
        help_text="Whether who wants to teach waits for an admin to agree."
    )


class IconSerializer(serializers.Serializer):
    """A picture of the application in one size."""

    src = serializers.CharField()
    sizes = serializers.CharField()
    type = serializers.CharField()
    purpose = serializers.CharField(required=False)


class ManifestSerializer(serializers.Serializer):
    """The application, for a phone or computer that installs it (W3C Web Application Manifest)."""

    name = serializers.CharField()
    id = serializers.CharField()
    start_url = serializers.CharField()
    scope = serializers.CharField()
    display = serializers.CharField()
    background_color = serializers.CharField()
    theme_color = serializers.CharField()
    icons = IconSerializer(many=True)


# All of the manifest but the name; the pictures are files of the web application.
APPLICATION = {
    "id": "/",
    "start_url": "/dashboard",
    "scope": "/",
    "display": "standalone",
    "background_color": "#f7f8fc",
    "theme_color": "#4f46e5",
    "icons": [
        {"src": "/icons/192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "/icons/512.png", "sizes": "512x512", "type": "image/png"},
        {
            "src": "/icons/maskable-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ],
}


class SiteViewSet(ResourceViewSet):
    """How the site is set, by admins, while it runs."""

    policy = SITE
    serializer_class = SiteSerializer

    @extend_schema(responses=SiteSerializer)
    @action(methods=["get"], detail=False, url_path="site", pagination_class=None)
    def read(self, _request: Request) -> Response:
        """What visitors have to know before anything else: how the site is called, who may join."""
        return Response(self._page(site.current()))

    @extend_schema(
        responses=ManifestSerializer,
        examples=[OpenApiExample("manifest", {"name": "Village School", **APPLICATION})],
    )
    @action(methods=["get"], detail=False, url_path="site/manifest", pagination_class=None)
    def manifest(self, _request: Request) -> Response:
        """What browsers ask for before they install the application, under the name of the site."""
        return Response({"name": site.current().name, **APPLICATION})

    @extend_schema(responses=SiteSerializer)
    @read.mapping.patch
    def change(self, request: Request) -> Response:
        """Change some of it; it holds at once, and instead of what the environment says."""
        values = self.body(partial=True)
        with held(request, self._stored):
            site.change(values=values)
        response = Response(self._stored())
        response.add_post_render_callback(tag)  # it is what a GET shows
        return response

    def compares(self, method: str) -> bool:
        """The one way to change it."""
        return True

    def _stored(self, session: ClientSession | None = None) -> Any:
        return self._page(site.shown(session))

    def _page(self, settings: Any) -> Any:
        return SiteSerializer(settings).data
