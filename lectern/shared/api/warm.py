"""Views whose answers are kept as bytes, see `lectern.shared.warm`."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView

from lectern.shared import cache, warm
from lectern.shared.api.permissions import asker


class _Found(Exception):
    """Carries a kept answer past the action."""

    def __init__(self, body: bytes) -> None:
        self.body = body


class Warm(APIView):
    """A view that answers with what is kept, and keeps what may be answered to everybody who has
    the same key.
    """

    place: cache.Place | None = None

    def may_be_kept(self, data: Any) -> bool:
        """Whether this answer is what everybody with its key would get."""
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After it is clear who asks, and that they may: look, before anything is read."""
        super().initial(request, *args, **kwargs)
        if request.method != "GET":
            return
        page = warm.page(asker(request), request.path, request.META.get("QUERY_STRING", ""))
        if page is None or page.key is None:
            return
        self.place = cache.look(page.key)
        if self.place.found is not None:
            raise _Found(self.place.found)

    def handle_exception(self, exc: Exception) -> Any:
        """A kept answer is none."""
        if isinstance(exc, _Found):
            return HttpResponse(exc.body, content_type="application/json")
        return super().handle_exception(exc)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the answer as soon as it has been rendered."""
        response = super().finalize_response(*args, **kwargs)
        if self.place is not None and self.place.found is None:
            if response.status_code == 200 and self.may_be_kept(response.data):
                store = self.place.store
                response.add_post_render_callback(lambda rendered: store(rendered.content))
            else:
                self.place.give_up()
        return response
