"""Which keys does each kind of catalog file have?

Written as shapes, in the order of the files.  Texts for people are there in every
language of ``LANGUAGES``; names come from the closed lists of ``bot.core.vocabulary``.
The format of a municipality stands in ``catalog_parse_profile``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.adapters.catalog_parse_shape import (
    Fault,
    anything,
    day,
    each,
    flag,
    mapping,
    number,
    one_of,
    optional,
    record,
    text,
    under,
    words,
)
from bot.core.crisis import FLAGS
from bot.core.rights import FITS
from bot.core.vocabulary import DOCUMENT_CONDITIONS, INTENTS, REGISTERS

LANGUAGES = ("nl", "en")
"""Languages in which every text of the catalog must be there."""

WORDS = words(LANGUAGES)
_INTENT_LIST = each(one_of(INTENTS))

PHRASES = mapping(each(text, at_least=1))
"""Words that mean something, by language; a language may be missing."""

_OPTION = record(
    id=text,
    text=WORDS,
    band=optional(one_of((1, 2, 3, 4, 5))),
    crisis=optional(one_of(FLAGS)),
    fixed_address=optional(flag),
    phrases=optional(PHRASES),
)

LIFE_DOMAIN = record(
    id=text,
    order=number,
    mode=one_of(("band", "need")),
    specialism=text,
    source=text,
    name=WORDS,
    title=WORDS,
    question=WORDS,
    options=each(_OPTION, at_least=2),
    optional=optional(flag),
    alone_first=optional(flag),
    warning=optional(WORDS),
    intents=optional(_INTENT_LIST),
    follow_ups=optional(
        each(record(id=text, after=each(text, at_least=1), question=WORDS, options=each(_OPTION, at_least=2)))
    ),
)

HELP_TOPICS = each(record(id=text, specialism=text, name=WORDS, intents=optional(_INTENT_LIST)))

NEEDS = each(record(id=text, question=WORDS, options=each(_OPTION, at_least=2)))

DOCUMENTS = each(
    record(id=text, text=WORDS, when=one_of(DOCUMENT_CONDITIONS), known_at=optional(one_of(REGISTERS)))
)

RIGHT = record(
    id=text,
    kind=one_of(("applying", "obligation", "money", "protection")),
    article=text,
    source=text,
    url=text,
    valid_from=day,
    valid_to=optional(day),
    checked_on=day,
    verified=flag,
    topics=each(one_of(INTENTS), at_least=1),
    fits=optional(each(one_of(FITS), at_least=1)),
    not_for=optional(each(one_of(FITS), at_least=1)),
    text=WORDS,
    depends_on=optional(WORDS),
    how=optional(WORDS),
)

_VERSIONS = each(mapping(anything), at_least=1)


def right_file(value: Any) -> Iterator[Fault]:
    """A right is one record, or its dated ``versions`` and what they share; see ``RIGHT``."""
    faults = list(mapping(anything)(value))
    yield from faults
    if not faults and "versions" in value:
        yield from under("versions", _VERSIONS(value["versions"]))


_TERM_UNITS = ("percent", "working_days", "days", "weeks", "months", "years", "euros_a_year")

LAW = record(
    id=text,
    valid_from=day,
    valid_to=optional(day),
    checked_on=day,
    figures=each(record(id=text, article=text, source=text, amount_cents=number, name=WORDS)),
    terms=mapping(record(value=number, unit=one_of(_TERM_UNITS), article=text, source=text)),
)
