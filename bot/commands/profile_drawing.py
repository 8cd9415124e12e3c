"""How does the route of a municipality look as a drawing?

One box for each stage, one below the other with an arrow between, as SVG without scripts.
Flow: stages of ``profile_route`` -> wrapped lines with their place -> ``route.svg.jinja2``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.commands.profile_route import STAR, Route, Stage

WIDTH = 900
_MARGIN, _INSIDE, _GAP = 24, 20, 34
_TITLE, _ROW = 34, 20
_HEADING_CHARS, _TEXT_CHARS, _QUOTE_CHARS = 60, 104, 112
_TOP = 88


@dataclass(frozen=True, slots=True)
class Row:
    """One row of letters.  ``kind``: ``text``, ``more`` (goes on) or ``quote``; ``y``: its baseline."""

    text: str
    kind: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A stage in its place."""

    title: str
    y: int
    height: int
    rows: tuple[Row, ...]


def svg(route: Route) -> str:
    """The drawing, wide enough for a sheet of paper."""
    boxes = tuple(_boxes(route.stages()))
    starred = any(STAR in row.text for box in boxes for row in box.rows)
    bottom = boxes[-1].y + boxes[-1].height
    return _template().render(
        heading=wrap(route.heading(), _HEADING_CHARS),
        boxes=boxes,
        note=route.words["national"] if starred else "",
        width=WIDTH,
        height=bottom + 2 * _MARGIN + (_ROW if starred else 0),
        margin=_MARGIN,
        inside=_MARGIN + _INSIDE,
        gap=_GAP,
        bottom=bottom,
    )


def _boxes(stages: tuple[Stage, ...]) -> Iterator[Box]:
    top = _TOP
    for stage in stages:
        rows = tuple(_rows(stage, top + _TITLE + _ROW))
        height = _TITLE + _ROW * len(rows) + _INSIDE
        yield Box(stage.title, top, height, rows)
        top += height + _GAP


def _rows(stage: Stage, y: int) -> Iterator[Row]:
    for text, kind in _written(stage):
        yield Row(text, kind, y)
        y += _ROW


def _written(stage: Stage) -> Iterator[tuple[str, str]]:
    for line in stage.lines:
        first, *more = wrap(line.text, _TEXT_CHARS)
        yield first, "text"
        yield from ((one, "more") for one in more)
        yield from ((one, "quote") for one in wrap(f"“{line.quote}”", _QUOTE_CHARS) if line.quote)


def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    jinja = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return jinja.get_template("route.svg.jinja2")
