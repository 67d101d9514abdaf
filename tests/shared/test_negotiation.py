"""The short way to the language of an answer leads where the long way does."""

import pytest
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from lectern.certificates.api.paper import Pdf
from lectern.shared.api.negotiation import Negotiation
from lectern.shared.api.renderers import Json


@pytest.mark.parametrize("renderers", [[Json()], [Pdf()], [Pdf(), Json()]])
@pytest.mark.parametrize(
    "accept",
    [
        None,
        "*/*",
        "application/json",
        "application/pdf",
        "application/json, text/plain, */*",
        "text/html, application/json;q=0.9, */*;q=0.8",
    ],
)
def test_what_is_chosen_is_what_drf_chooses(
    accept: str | None, renderers: list[Json | Pdf]
) -> None:
    headers = {} if accept is None else {"Accept": accept}

    def chosen_by(negotiation: DefaultContentNegotiation) -> object:
        request = Request(APIRequestFactory().get("/api/courses/", headers=headers))
        try:
            renderer, media_type = negotiation.select_renderer(request, renderers)
        except Exception as refusal:
            return type(refusal)
        return type(renderer), media_type

    assert chosen_by(Negotiation()) == chosen_by(DefaultContentNegotiation())
