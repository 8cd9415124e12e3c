"""Which days and hours does a resident mean?

``window_in`` reads a wish for a talk ("volgende week dinsdag na drieën"), ``day_in`` the date of a
letter, ``month_in`` the month of a question.  Anything unsure is ``None``: ask again, never guess.
Nothing is booked by a text; a window only chooses which free times are shown.

Pure: today and the words of the languages (``bot.core.date_words``) come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.core.date_words import DAY, GAP, PART, TIME, UNSURE, WEEKDAY, DateWords, Mark

OPEN_DAYS = 90
"""How far a wish without an end reaches ("vanaf dinsdag", "liever 's ochtends")."""

BACK_DAYS = 60
"""A letter's date without a year may lie this far back."""

_PARTS = ((None, time(12)), (time(12), time(18)), (time(17), None))
"""Morning, afternoon, evening: from and before."""

_EARLY = 6 * 60
"""Minutes; "drie uur" is in the afternoon, nobody works at night."""

_DATE = re.compile("N|nmy?|mny?|d")
_NAMED = re.compile("(?P<mark>[afbo])?(?P<day>w|d|N|nmy?|mny?)(?P<behind>[AFBO])?")
_SPAN = re.compile("[ia](?:n?u|s)|(?:n?u|s)A")
_BETWEEN = re.compile("tc?[nT]c?[nT]c?")
_HOUR = re.compile("(?P<mark>[afbo])?c?(?P<half>[hH])?c?[nT]c?K?(?P<behind>[AFBO])?(?!u)")
_MONTH = re.compile("my")
_HOURS_OR_DATE = re.compile("Nc(?![hH]?[nT])")
"""As in "10-12 uur"."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which free times to show.

    Attributes:
        first, last: Local dates, both shown; ``first`` is never before today.
        after: Local time from which a talk may start; ``None`` for any.
        before: Local time before which it must start; ``None`` for any.
    """

    first: date
    last: date
    after: time | None = None
    before: time | None = None


class _Unsure(Exception):
    """The text may mean more than one thing."""


class _Marks:
    """The marks of a text, of which what was read is taken out."""

    def __init__(self, marks: Sequence[Mark] = (), hours: bool = True) -> None:
        self._marks = marks
        self.hours = hours
        self.kinds = "".join(mark.kind for mark in marks)

    def take(self, pattern: re.Pattern[str]) -> list[tuple[re.Match[str], Sequence[Mark]]]:
        """Every place where the kinds stand in this order, left to right."""
        found = [(match, self._marks[match.start():match.end()]) for match in pattern.finditer(self.kinds)]
        self.kinds = pattern.sub(lambda match: GAP * len(match[0]), self.kinds)
        return found

    def values(self, kind: str) -> set[int]:
        """What the marks of a kind say."""
        return {mark.value for mark in self._marks if mark.kind == kind}


def window_in(text: str, today: date, words: Iterable[DateWords]) -> Window | None:
    """The days and hours that a text asks for.

    Args:
        text: Own words, in any of the languages.
        today: Local date.
        words: The words of the languages, the resident's own first (``date_words.in_order``).

    Returns:
        The window; ``None`` when the text names no day or hour, or may mean several things.  Where a
        day may be one of two ("next Tuesday" on a Monday), the window holds both.
    """
    marks = _best(text, words)
    if UNSURE in marks.kinds or _HOURS_OR_DATE.search(marks.kinds):
        return None
    try:
        return _window(marks, today)
    except (_Unsure, ValueError, OverflowError):  # The last two: a day or hour that does not exist.
        return None


def day_in(text: str, today: date, words: Iterable[DateWords]) -> date | None:
    """The date a letter or a resident names; without a year the nearest ahead, or up to 60 days back.

    Args:
        text: Own words.
        today: Local date.
        words: As for ``window_in``.

    Returns:
        The date, or ``None`` when there is none or it does not exist.
    """
    found = _best(text, words).take(_DATE)
    near = [marks for match, marks in found if match[0] == DAY]
    try:
        return _date((near or [marks for _, marks in found])[0], today, BACK_DAYS)
    except (IndexError, ValueError, OverflowError):
        return None


def month_in(text: str, words: Iterable[DateWords]) -> date | None:
    """The first day of a month with its year that a text names ("december 2026"), if any."""
    for _, (month, year) in _best(text, words).take(_MONTH):
        return date(year.value, month.value, 1) if year.value else None
    return None


def _best(text: str, words: Iterable[DateWords]) -> _Marks:
    """The marks of the language that knows most of the text; of equals the one that came first."""
    return max((_Marks(one.read(text), one.hours) for one in words), key=_known, default=_Marks())


def _known(marks: _Marks) -> tuple[int, int]:
    """Few strange words, then much that is said."""
    strange = marks.kinds.count(GAP)
    return -strange, len(marks.kinds) - strange


def _window(marks: _Marks, today: date) -> Window | None:
    days = _days(marks, today)
    after, before = _hours(marks)
    if days is None and after is None and before is None:
        return None
    first, last = days or (today, today + timedelta(days=OPEN_DAYS))
    first = max(first, today)
    if last < first or (after and before and before <= after):
        raise _Unsure
    return Window(first, last, after, before)


def _days(marks: _Marks, today: date) -> tuple[date, date] | None:
    period = _period(marks, today)
    named = marks.take(_NAMED)
    if not named:
        return period
    exact = {_date(_bare(match, found), today, 0) for match, found in named if match["day"] != WEEKDAY}
    weekdays = {_bare(match, found)[0].value for match, found in named if match["day"] == WEEKDAY}
    dates = sorted(_fitting(exact, weekdays, period) or (_of_week(day, period, today) for day in weekdays))
    if (dates[-1] - dates[0]).days != len(dates) - 1:
        raise _Unsure
    bounds = {(match["mark"] or match["behind"] or "").lower() for match, _ in named} - {""}
    if bounds:
        return _bounded(bounds, dates, today)
    if "v" in marks.kinds and weekdays and not exact and not period and _is_this_week(dates[0], today):
        return dates[0], dates[-1] + timedelta(days=7)
    return dates[0], dates[-1]


def _bare(match: re.Match[str], found: Sequence[Mark]) -> Sequence[Mark]:
    """The day itself, without the words before or behind it."""
    return found[match.start("day") - match.start():match.end("day") - match.start()]


def _fitting(exact: set[date], weekdays: set[int], period: tuple[date, date] | None) -> set[date]:
    """Dates that agree with the weekday and the week that stand beside them."""
    fits = all(period is None or period[0] <= day <= period[1] for day in exact)
    if exact and (not fits or not weekdays <= {day.weekday() for day in exact}):
        raise _Unsure
    return exact


def _of_week(weekday: int, period: tuple[date, date] | None, today: date) -> date:
    if period is None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if (period[1] - period[0]).days != 6:
        raise _Unsure
    return period[0] + timedelta(days=weekday)


def _is_this_week(day: date, today: date) -> bool:
    return day.isocalendar()[:2] == today.isocalendar()[:2]


def _bounded(bounds: set[str], dates: list[date], today: date) -> tuple[date, date]:
    """Days from, after, before or until one day; "voor dinsdag" may be for or before it, so both."""
    if len(bounds) > 1 or len(dates) > 1:
        raise _Unsure
    (day,), (bound,) = dates, bounds
    one, ahead = timedelta(days=1), timedelta(days=OPEN_DAYS)
    return {"a": (day + one, day + ahead), "f": (day, day + ahead),
            "b": (today, day - one), "o": (today, day)}[bound]


def _period(marks: _Marks, today: date) -> tuple[date, date] | None:
    """The week or month, or the day so many days ahead; a week has seven days, also those behind us."""
    monday = today - timedelta(days=today.weekday())
    periods = [_week(monday + timedelta(days=7 * ahead)) for ahead in (0, 1) if "12"[ahead] in marks.kinds]
    periods += [_next_month(today)] if "3" in marks.kinds else []
    for _, found in marks.take(_SPAN):
        periods.append(_ahead(found, today))
    if len(periods) > 1:
        raise _Unsure
    return periods[0] if periods else None


def _week(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=6)


def _next_month(today: date) -> tuple[date, date]:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _ahead(found: Sequence[Mark], today: date) -> tuple[date, date]:
    said = {mark.kind: mark.value for mark in found}
    unit = said.get("u") or 1
    days = said["s"] if "s" in said else said.get("n", 1) * unit
    day = today + timedelta(days=days)
    in_weeks = unit == 7 or days == 14
    return _week(day - timedelta(days=day.weekday())) if in_weeks else (day, day)


def _date(found: Sequence[Mark], today: date, back: int) -> date:
    said = {mark.kind: mark.value for mark in found}
    if DAY in said:
        return today + timedelta(days=said[DAY])
    year, month, day = said.get("N") or (said.get("y", 0), said["m"], said["n"])
    if year:
        return date(year, month, day)
    on = date(today.year, month, day)
    return on if on >= today - timedelta(days=back) else on.replace(year=today.year + 1)


def _hours(marks: _Marks) -> tuple[time | None, time | None]:
    parts = marks.values(PART)
    if len(parts) > 1:
        raise _Unsure
    part = next(iter(parts), None)
    said: dict[str, int] = {}
    for match, found in (*marks.take(_BETWEEN), *marks.take(_HOUR)):
        for bound, minutes in _spoken(match, found, part):
            if bound in said:
                raise _Unsure
            said[bound] = minutes
    after, before = _PARTS[part] if part is not None else (None, None)
    if said and not marks.hours:
        raise _Unsure
    if "at" in said:
        said = {"a": said["at"], "b": said["at"] + 60} if len(said) == 1 else {}
        if not said:
            raise _Unsure
    return (_clock(said["a"]) if "a" in said else after), (_clock(said["b"]) if "b" in said else before)


def _spoken(match: re.Match[str], found: Sequence[Mark], part: int | None) -> list[tuple[str, int]]:
    """Bounds in minutes of the day; nothing for a bare number."""
    figures = [mark for mark in found if mark.kind in "nT"]
    if len(figures) == 2:
        return [(bound, _minutes(mark, 0, part)) for bound, mark in zip("ab", figures, strict=True)]
    if len(match[0]) == 1 and figures[0].kind != TIME:
        return []
    mark = (match["mark"] or match["behind"] or "at").lower()
    half = -30 if match["half"] == "h" else 30 if match["half"] or "K" in match[0] else 0
    return [({"f": "a", "o": "b"}.get(mark, mark), _minutes(figures[0], half, part))]


def _minutes(figure: Mark, half: int, part: int | None) -> int:
    minutes = (figure.value if figure.kind == TIME else figure.value * 60) + half
    early = minutes <= _EARLY if part is None else part > 0 and minutes < 12 * 60
    return minutes + 12 * 60 if early else minutes


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))
