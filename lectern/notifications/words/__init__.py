"""The words of messages in every language: `say` writes one, `language` knows the rest."""

from lectern.notifications.words.en import ENGLISH
from lectern.notifications.words.language import Facts, Language, Said
from lectern.notifications.words.vi import VIETNAMESE

LANGUAGES: dict[str, Language] = {one.code: one for one in (ENGLISH, VIETNAMESE)}


def language(code: str) -> Language:
    """The language of this code (`vi`, `vi-VN`), English when we do not speak it."""
    return LANGUAGES.get(code.partition("-")[0].lower(), ENGLISH)


def say(code: str, kind: str, facts: Facts) -> Said:
    """A message of this kind in this language."""
    return language(code).say(kind, facts)


__all__ = ["LANGUAGES", "Facts", "Language", "Said", "language", "say"]
