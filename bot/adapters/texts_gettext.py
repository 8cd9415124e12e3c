"""How does a message without words become a text in the language of whoever reads it?

Flow: a ``Say`` of the dialogue -> ``Texts.render`` -> a channel, the desk or the sheet.
Texts stand in ``locales/<lang>/LC_MESSAGES/<domain>.po``: msgid is the key, msgstr the
words with ``{name}`` for values.  The profile's own nouns may be named in the same way.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_currency

from bot.core.messages import Choice, Say, Value

SOURCE_LANGUAGE = "nl"
"""Every key has words in this language; the others fall back on it."""

_ZONE = ZoneInfo("Europe/Amsterdam")
_REGION = {"en": "en_GB"}  # Dates as read in Europe: day before month.
_TERM_OF_ROLE = {"integral_intaker": "intaker"}  # Other roles carry the name of their term.

Messages = Mapping[str, str]
Terms = Mapping[str, str]


class RenderedChoice(NamedTuple):
    """A choice in words; ``id`` and ``kind`` as in ``bot.core.messages.Choice``."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words.

    Attributes:
        key: Message id, the same in all languages.
        lang: Language that was asked for.
        text: What the reader sees; lines are separated by a newline.
    """

    key: str
    lang: str
    text: str
    choices: tuple[RenderedChoice, ...]
    input: str
    attachments: tuple[str, ...]


class Texts:
    """All texts of one installation; reading them touches no disk."""

    def __init__(self, domains: Mapping[tuple[str, str], Messages], strict: bool = False) -> None:
        """Hold texts that were read already.

        Args:
            domains: (language, gettext domain) to key to words.
            strict: A key that one language lacks is an error instead of Dutch.
        """
        self._domains = domains
        self._strict = strict

    @classmethod
    def load(cls, locales_dir: Path, strict: bool = False) -> Texts:
        """Read every ``.po`` file below ``locales_dir``.

        Raises:
            OSError, babel.messages.pofile.PoFileError: A file cannot be read.
        """
        files = sorted(locales_dir.glob("*/LC_MESSAGES/*.po"))
        return cls({(file.parts[-3], file.stem): _read(file) for file in files}, strict)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have at least one file, in alphabetical order."""
        return tuple(sorted({lang for lang, _ in self._domains}))

    def keys(self, lang: str, domain: str = "messages") -> frozenset[str]:
        """Every key that has words of its own in this language."""
        return frozenset(self._domains.get((lang, domain), {}))

    def gettext(self, key: str, lang: str, domain: str = "messages") -> str:
        """The words of one key, with their placeholders still in them.

        Raises:
            KeyError: Nobody wrote this text (when strict: not in this language).
        """
        own = self._domains.get((lang, domain), {})
        if key in own:
            return own[key]
        if self._strict or key not in self._domains.get((SOURCE_LANGUAGE, domain), {}):
            raise KeyError(f"locales/{lang}/LC_MESSAGES/{domain}.po: {key}")
        return self._domains[SOURCE_LANGUAGE, domain][key]

    def render(self, say: Say, lang: str, terms: Terms) -> Rendered:
        """Put one message into words.

        Args:
            say: The message.
            lang: Language of the reader.
            terms: The profile's own Dutch nouns (``Profile.terms``).

        Raises:
            KeyError: A text or a value that the text names is missing.
        """
        choices = tuple(self._choice(choice, lang, terms) for choice in say.choices)
        text = _tidy(self._fill(say.key, say.values, lang, terms))
        return Rendered(say.key, lang, text, choices, say.input, say.attachments)

    def value(self, value: Value, lang: str, terms: Terms) -> str:
        """Put one value of a message into words; the shapes are in ``bot.core.messages``."""
        if not isinstance(value, Mapping):
            return str(value)
        for shape, write in _SHAPES.items():
            if shape in value:
                return write(self, value, lang, terms)
        raise KeyError(f"no such shape of a value: {sorted(value)}")

    def _choice(self, choice: Choice, lang: str, terms: Terms) -> RenderedChoice:
        return RenderedChoice(choice.id, self.value(choice.title, lang, terms), choice.kind)

    def _fill(self, key: str, values: Mapping[str, Value], lang: str, terms: Terms) -> str:
        words = {name: self.value(value, lang, terms) for name, value in values.items()}
        return self.gettext(key, lang).format_map(ChainMap(words, dict(terms)))

    def _message(self, value: Mapping, lang: str, terms: Terms) -> str:
        return self._fill(value["key"], value.get("values", {}), lang, terms)

    def _localized(self, value: Mapping, lang: str, terms: Terms) -> str:
        return value["in"].get(lang) or value["in"][SOURCE_LANGUAGE]

    def _moment(self, value: Mapping, lang: str, terms: Terms) -> str:
        at = datetime.fromisoformat(value["at"]).astimezone(_ZONE)
        return format_datetime(at, self.gettext("format.moment", lang), locale=_locale(lang))

    def _day(self, value: Mapping, lang: str, terms: Terms) -> str:
        on = date.fromisoformat(value["on"])
        shape = "format.weekday" if value.get("weekday") else "format.day"
        return format_date(on, self.gettext(shape, lang), locale=_locale(lang))

    def _items(self, value: Mapping, lang: str, terms: Terms) -> str:
        parts = [self.value(item, lang, terms) for item in value["items"]]
        style = value.get("style", "and")
        if style == "and":
            return format_list(parts, locale=_locale(lang))
        return "\n".join(f"- {part}" for part in parts) if style == "lines" else " ".join(parts)

    def _cents(self, value: Mapping, lang: str, terms: Terms) -> str:
        return format_currency(Decimal(value["cents"]) / 100, "EUR", locale=_locale(lang))

    def _role(self, value: Mapping, lang: str, terms: Terms) -> str:
        name = value["role"]
        own = terms.get(_TERM_OF_ROLE.get(name, name))
        term = own or self.gettext(f"role.{name}", SOURCE_LANGUAGE)
        return term if lang == SOURCE_LANGUAGE else self._fill(f"role.{name}", {"term": term}, lang, terms)


_SHAPES: Mapping[str, Callable[[Texts, Mapping, str, Terms], str]] = {
    "key": Texts._message,
    "in": Texts._localized,
    "at": Texts._moment,
    "on": Texts._day,
    "items": Texts._items,
    "cents": Texts._cents,
    "role": Texts._role,
}


def _tidy(text: str) -> str:
    """Leave no gap where a value was empty."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def _locale(lang: str) -> Locale:
    return Locale.parse(_REGION.get(lang, lang))


def _read(file: Path) -> Messages:
    with file.open("rb") as content:
        catalog = read_po(content)
    return {entry.id: entry.string for entry in catalog if entry.id and entry.string and not entry.fuzzy}
