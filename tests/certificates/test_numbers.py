"""Numbers survive being read aloud, and a slip of the pen is noticed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lectern.certificates.numbers import (
    ALPHABET,
    PATTERN,
    RANDOM,
    check_character,
    new_number,
    read_number,
)

BODIES = st.text(ALPHABET, min_size=RANDOM, max_size=RANDOM)


def number(body: str) -> str:
    characters = body + check_character(body)
    return f"LEC-{characters[:5]}-{characters[5:10]}-{characters[10:]}"


def test_numbers_are_of_one_form_and_hold_seventy_random_bits() -> None:
    numbers = {new_number() for _ in range(2_000)}
    assert len(numbers) == 2_000
    assert all(re.fullmatch(PATTERN, one) and read_number(one) == one for one in numbers)
    assert len(ALPHABET) == 32
    assert RANDOM * 5 == 70
    for place in (4, 8, 12, 16, 20):
        assert {one[place] for one in numbers} == set(ALPHABET)


@given(BODIES)
def test_a_number_is_read_as_people_write_it(body: str) -> None:
    right = number(body)
    lookalikes = right.replace("0", "o").replace("1", "l").lower()
    for written in (
        right.lower(),
        right.replace("-", ""),
        right.replace("-", " "),
        right[4:],
        f"  {right}\n",
        lookalikes,
        lookalikes.replace("l", "I", 2).replace("I", "l", 1),
    ):
        assert read_number(written) == right, written


@given(BODIES, st.integers(0, RANDOM), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(body: str, place: int, character: str) -> None:
    characters = body + check_character(body)
    wrong = characters[:place] + character + characters[place + 1 :]
    assert (read_number(wrong) is None) == (wrong != characters)


@given(BODIES, st.integers(0, RANDOM), st.integers(0, RANDOM))
def test_two_swapped_characters_are_noticed(body: str, one: int, other: int) -> None:
    characters = list(body + check_character(body))
    swapped = characters.copy()
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert (read_number("".join(swapped)) is None) == (swapped != characters)


@pytest.mark.parametrize(
    "text",
    ["", "LEC", "LEC-", "x", "0" * 24, "LEC-UUUUU-UUUUU-UUUUU", "ſ" * 15, "٣" * 15, "A" * 10_000],
)
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert read_number(text) is None
