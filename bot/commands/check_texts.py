"""Does every text stand in every language that is offered, with the same places for values?

And does no municipality's resident read a word that this municipality forbids?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.pofile import PoFileError

from bot.adapters.catalog_profile_rules import forbidden
from bot.adapters.texts_gettext import SOURCE_LANGUAGE, Texts
from bot.core.profile import Profile

STAFF_ONLY = "desk"
"""The gettext domain that is Dutch whatever language the resident has."""


def text_faults(locales: Path, languages: frozenset[str]) -> Iterator[str]:
    """Lines ``file: key: what`` about missing texts and placeholders.

    Args:
        locales: Folder with ``<lang>/LC_MESSAGES/<domain>.po``.
        languages: Languages that a profile offers.
    """
    try:
        texts = Texts.load(locales)
    except (OSError, PoFileError, UnicodeDecodeError) as problem:
        yield f"locales: file: cannot be read: {problem}"
        return
    domains = sorted(file.stem for file in (locales / SOURCE_LANGUAGE / "LC_MESSAGES").glob("*.po"))
    if not domains:
        yield f"locales/{SOURCE_LANGUAGE}: file: there are no texts"
    for lang in sorted(languages - {SOURCE_LANGUAGE}):
        for domain in domains:
            if domain != STAFF_ONLY:
                yield from _language_faults(texts, lang, domain)


def forbidden_word_faults(locales: Path, profiles: Iterable[Profile]) -> Iterator[str]:
    """Lines ``file: key: what`` about words that a profile forbids in the Dutch texts of its residents.

    Args:
        locales: Folder with ``<lang>/LC_MESSAGES/<domain>.po``; a folder that cannot be read is
            a fault of ``text_faults``.
        profiles: Whose ``forbidden`` words stay away; their terms are filled in first.
    """
    strict = [profile for profile in profiles if profile.forbidden]
    if not strict:
        return
    for domain, key, text in _dutch(locales):
        for profile in strict:
            said = _PLACE.sub(lambda place, terms=profile.terms: terms.get(place[1], ""), text)
            found = next((word for word in profile.forbidden if forbidden(word).search(said)), None)
            if found:
                file = f"locales/{SOURCE_LANGUAGE}/LC_MESSAGES/{domain}.po"
                yield f"{file}: {key}: forbidden word for residents of {profile.id}: {found}"


_PLACE = re.compile(r"{(\w+)}")


def _dutch(locales: Path) -> Iterator[tuple[str, str, str]]:
    try:
        texts = Texts.load(locales)
    except (OSError, PoFileError, UnicodeDecodeError):
        return
    for file in sorted((locales / SOURCE_LANGUAGE / "LC_MESSAGES").glob("*.po")):
        if file.stem != STAFF_ONLY:
            keys = sorted(texts.keys(SOURCE_LANGUAGE, file.stem))
            yield from ((file.stem, key, texts.gettext(key, SOURCE_LANGUAGE, file.stem)) for key in keys)


def _language_faults(texts: Texts, lang: str, domain: str) -> Iterator[str]:
    file = f"locales/{lang}/LC_MESSAGES/{domain}.po"
    source, own = texts.keys(SOURCE_LANGUAGE, domain), texts.keys(lang, domain)
    yield from (f"{file}: {key}: is missing" for key in sorted(source - own))
    yield from (f"{file}: {key}: is not in {SOURCE_LANGUAGE}" for key in sorted(own - source))
    for key in sorted(source & own):
        wanted = placeholders(texts.gettext(key, SOURCE_LANGUAGE, domain))
        got = placeholders(texts.gettext(key, lang, domain))
        if unknown := ", ".join(sorted(got - wanted - _given(key))):
            yield f"{file}: {key}: names {unknown}, which {SOURCE_LANGUAGE} does not have"


def _given(key: str) -> frozenset[str]:
    """Another language explains a role beside its Dutch name, which Dutch itself has no place for."""
    return frozenset({"term"}) if key.startswith("role.") else frozenset()


def placeholders(text: str) -> frozenset[str]:
    """Names of the values that a text has a place for; an unreadable text names itself as one."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
    except ValueError:
        return frozenset({text})
