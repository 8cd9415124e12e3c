"""On which days does the municipality not work?

Source: Algemene termijnenwet art. 3 (BWBR0002448), read as "working day" in domain.md 0.3:
New Year, Good Friday, Easter Monday, Ascension, Whit Monday, King's Day, 5 May, both Christmas days.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from bot.core.catalog import Profile
from bot.core.scheduling import IsWorkingDay, working_days


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """The holidays of a year and of the next, so that a term over New Year counts right."""
    kinds = ("public", "optional")
    return frozenset(holidays.country_holidays("NL", categories=kinds, years=(year, year + 1)))


def is_working_day_of(profile: Profile, year: int) -> IsWorkingDay:
    """The test for working days of a profile, from a year on."""
    return working_days(profile.weekdays, public_holidays(year) | set(profile.closed_on))
