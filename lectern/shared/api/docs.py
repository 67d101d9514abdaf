"""The two viewers of the API description, from our own origin and within the content policy."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response


class SwaggerView(SpectacularSwaggerSplitView):
    """`/swagger/`: to try the API out; its script is a file of its own, as the policy asks."""

    url_name = "schema"


class RedocView(SpectacularRedocView):
    """`/redoc/`: to read. It searches in a worker that it makes itself, which no other page may."""

    url_name = "schema"
    template_name = "docs/redoc.html"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The page, with a policy that allows its worker."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        policy = settings.CONTENT_SECURITY_POLICY
        response["Content-Security-Policy"] = f"{policy}; worker-src blob:"
        return response
