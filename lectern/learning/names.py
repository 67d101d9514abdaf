"""What a place keeps of the name of its student, so that a list of learners asks an index."""

from collections.abc import Mapping
from typing import Any

from lectern.accounts.selectors import display_name
from lectern.catalog.words import MAX_LENGTH, MAX_TERMS, fold, matching
from lectern.shared.policies import Row

MAX_SORT_NAME = 200
NAMED_BY = {"username": 1, "email": 1, "first_name": 1, "last_name": 1}  # of a profile


def kept_of(person: Mapping[str, Any]) -> Row:
    """The name as lists order it, and each word by which somebody is looked for."""
    name = display_name(dict(person))
    known_as = fold(f"{name} {person['username']} {person['email']}").split()
    return {
        "sort_name": fold(name)[:MAX_SORT_NAME],
        "known_as": sorted({word[:MAX_LENGTH] for word in known_as}),
    }


def beginning_so(text: str) -> Row:
    """Places of whose student a word begins as each word of the text does."""
    terms = fold(text).split()[:MAX_TERMS]
    return matching([term[:MAX_LENGTH] for term in terms], "known_as")
