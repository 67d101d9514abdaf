"""What an answer is written in."""

from collections.abc import Sequence
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """Who says what nearly everybody says is answered without weighing it."""

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, Any]:
        """The first that a view has, for programs (`*/*`) and for the web application."""
        first = renderers[0]
        usual = ("*/*", first.media_type, f"{first.media_type}, text/plain, */*")
        if format_suffix is None and request.META.get("HTTP_ACCEPT", "*/*") in usual:
            return first, first.media_type
        chosen: tuple[BaseRenderer, Any] = super().select_renderer(
            request, renderers, format_suffix
        )
        return chosen
