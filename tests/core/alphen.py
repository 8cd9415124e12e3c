"""The real catalog, and a resident of Alphen about whom nothing is known yet."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.adapters.catalog_files import load_catalog
from bot.core.case import Answer, Case, Contact, Needs, Photo

CATALOG = load_catalog()
ALPHEN = CATALOG.profiles["alphen-2015"]
AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def a_case(**known) -> Case:
    """A case with only what is given."""
    return Case("c", ALPHEN.id, "nl", Contact("kiosk", date(2026, 11, 26)), **known)


def a_photo(**letters: str) -> Photo:
    """A photo whose domains were answered with these letters."""
    return Photo("digital", answers={domain: _answer(domain, letter) for domain, letter in letters.items()})


def _answer(domain: str, letter: str) -> Answer:
    option = next(o for o in CATALOG.domains[domain].options if o.id == letter)
    return Answer("answered", letter, option.band, at=AT)


def sleeps(where: str | None) -> Needs:
    """Needs of which only the sleeping place is known."""
    return Needs(sleeps_where=where)
