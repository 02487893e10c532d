"""A text in English and Spanish: neither can be left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One message in both languages.

    Parameters
    ----------
    en, es : str
        The message in English and in Spanish.

    Examples
    --------
    >>> Text(en="wrong shape", es="forma incorrecta").to("es")
    'forma incorrecta'
    """

    en: str
    es: str

    def to(self, language: Language) -> str:
        """Return the message in `language`."""
        return self.es if language == "es" else self.en

    def format(self, *values: object, **named: object) -> Text:
        """Fill the same values into both languages, as `str.format` does."""
        return Text(en=self.en.format(*values, **named), es=self.es.format(*values, **named))


def join(texts: Iterable[Text], separator: str = " ") -> Text:
    """Put texts one after another, language by language."""
    parts = tuple(texts)
    return Text(en=separator.join(t.en for t in parts), es=separator.join(t.es for t in parts))
