"""Links between lessons."""

import pytest

from lectern.interchange import lesson_target


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("04-lists.md", "04-lists"),
        ("04-lists.html", "04-lists"),
        ("04-lists", "04-lists"),
        ("05-gone.md", None),
        ("04-lists.png", None),
        ("../04-lists.md", None),
        ("other/04-lists.md", None),
        ("", None),
    ],
)
def test_a_lesson_is_meant_by_its_file_or_its_page(path: str, stem: str | None) -> None:
    assert lesson_target(path, {"04-lists", "06-files"}) == stem
