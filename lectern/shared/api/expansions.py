"""`?expand=`: references shown as short summaries instead of ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bson import ObjectId
from rest_framework.serializers import Serializer


@dataclass(frozen=True, slots=True)
class Expansion:
    """How a reference is inlined; what has gone since is null."""

    find: Callable[[Iterable[ObjectId]], Mapping[ObjectId, dict[str, Any]]]
    shape: type[Serializer]
