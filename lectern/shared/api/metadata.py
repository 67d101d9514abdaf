"""What OPTIONS answers."""

from typing import Any

from rest_framework.metadata import BaseMetadata
from rest_framework.request import Request


class Methods(BaseMetadata):
    """Nothing but the `Allow` header: what else there is to know the API description says."""

    def determine_metadata(self, _request: Request, _view: Any) -> None:
        """No body."""
