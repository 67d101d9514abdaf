"""Words as search compares them: without case and accents, each found by how it begins.

"lap tr" finds "Lập trình". Nothing that a person types becomes a pattern: a word is compared as a
range, which an index answers, so that no text can make a search slow or mean something else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

MAX_WORDS = 5_000  # of one text; what a book has more than that is not found by them
MAX_TERMS = 8
MAX_LENGTH = 50  # of a word
MAX_PLAIN = 200_000
AROUND = 80  # characters of an excerpt before and after its first hit
LAST = "\U0010ffff"

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # also with accents apart
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ø": "o", "ł": "l", "ı": "i"})


def fold(text: str) -> str:
    """The text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


def words_of(*texts: str) -> list[str]:
    """The different words of these texts."""
    found: dict[str, None] = {}
    for text in texts:
        for word, _span in _words(text):
            found[word] = None
            if len(found) == MAX_WORDS:
                return list(found)
    return list(found)


def terms_of(query: str) -> list[str]:
    """What somebody looks for."""
    return words_of(query)[:MAX_TERMS]


def matching(terms: Sequence[str], *columns: str) -> dict[str, Any]:
    """The condition that a word in one of these columns begins with each term."""
    if not terms:
        return {"_id": {"$in": []}}
    each = [[{column: _beginning(term)} for column in columns] for term in terms]
    return {"$and": [{"$or": ways} if len(ways) > 1 else ways[0] for ways in each]}


def excerpt(text: str, terms: Sequence[str]) -> dict[str, Any]:
    """What stands around the first hit, and where in it the hits are; else how the text begins."""
    first = next((span for word, span in _words(text) if _hit(word, terms)), (0, 0))
    begin = max(text.rfind(" ", 0, max(first[0] - AROUND, 0)) + 1, first[0] - 2 * AROUND, 0)
    cut = text.find(" ", first[1] + AROUND)
    end = min(cut if cut >= 0 else len(text), first[1] + 2 * AROUND)
    shown = text[begin:end]
    return {"text": shown, "hits": hits(shown, terms)}


def hits(text: str, terms: Sequence[str]) -> list[dict[str, int]]:
    """Where words begin with a term, in UTF-16 units, as browsers count."""
    spans = (span for word, span in _words(text) if _hit(word, terms))
    return [{"start": _units(text[:start]), "end": _units(text[:end])} for start, end in spans]


def plain(html: str) -> str:
    """The text of a page in one line, as people read it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())[:MAX_PLAIN]


def of_course(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The words that follow from those of a course's fields that are given."""
    return {
        f"{name}_words": words_of(*([given] if isinstance(given, str) else given))
        for name in ("title", "summary", "tags")
        if (given := values.get(name)) is not None
    }


def of_lesson(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a lesson, with its plain text."""
    found: dict[str, Any] = {}
    if values.get("title") is not None:
        found["title_words"] = words_of(values["title"])
    if values.get("content_html") is not None:
        text = plain(values["content_html"])
        found |= {"plain": text, "content_words": words_of(text)}
    return found


class _Reader(HTMLParser):
    """Collects text; words of different elements do not run together."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, ())


_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "s", "span", "strong", "u"})


def _words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _WORD.finditer(text):
        word = fold(match[0])[:MAX_LENGTH]
        if word:
            yield word, match.span()


def _beginning(term: str) -> dict[str, Any]:
    return {"$elemMatch": {"$gte": term, "$lt": term + LAST}}


def _hit(word: str, terms: Sequence[str]) -> bool:
    return word.startswith(tuple(terms))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
