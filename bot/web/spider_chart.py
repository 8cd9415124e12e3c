"""How does the client photo look at a glance?

An SVG without scripts or styles inside; the page's stylesheet colours it, on screen and
on paper.  Further out is better in the resident's own view.  An unanswered domain is a
gap, never a low point.  The table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap

from markupsafe import Markup

BANDS = 5
FEWEST_AXES = 3

_WIDTH, _HEIGHT = 720, 470
_CENTRE = (_WIDTH / 2, _HEIGHT / 2)
_RADIUS = 170
_LABEL_AT = _RADIUS + 20
_NUMBER_AT = _RADIUS + 32
_LINE_HEIGHT = 24
_LABEL_CHARS = 14


@dataclass(frozen=True, slots=True)
class Axis:
    """One life domain: its name and 1 (acute) to 5 (goes well), or ``None`` when unanswered."""

    label: str
    band: int | None


def spider_chart(axes: Sequence[Axis], title: str, description: str) -> Markup:
    """Draw the photo.

    Args:
        axes: In order, clockwise from the top.
        title: What it is.
        description: The same in one sentence, for who cannot see it.

    Returns:
        An ``svg`` element, or nothing for fewer axes than a web needs.
    """
    if len(axes) < FEWEST_AXES:
        return Markup("")
    parts = [*_rings(len(axes)), *_spokes(axes), *_lines(axes), *_dots(axes), *_labels(axes)]
    return Markup(
        '<svg class="spider" viewBox="0 0 {w} {h}" role="img" aria-labelledby="spider-title spider-desc">'
        '<title id="spider-title">{title}</title><desc id="spider-desc">{desc}</desc>{body}</svg>'
    ).format(w=_WIDTH, h=_HEIGHT, title=title, desc=description, body=Markup("").join(parts))


def _rings(count: int) -> list[Markup]:
    rings = (" ".join(_point(i, count, _reach(band)) for i in range(count)) for band in range(1, BANDS + 1))
    return [Markup('<polygon class="spider__ring" points="{}"/>').format(points) for points in rings]


def _spokes(axes: Sequence[Axis]) -> list[Markup]:
    ends = (_xy(i, len(axes), _RADIUS) for i in range(len(axes)))
    spoke = Markup('<line class="spider__spoke" x1="{}" y1="{}" x2="{:.1f}" y2="{:.1f}"/>')
    return [spoke.format(*_CENTRE, *end) for end in ends]


def _lines(axes: Sequence[Axis]) -> list[Markup]:
    """A filled shape when all is answered, otherwise only lines between answered neighbours."""
    count = len(axes)
    if all(axis.band for axis in axes):
        points = " ".join(_point(i, count, _reach(axis.band)) for i, axis in enumerate(axes))
        return [Markup('<polygon class="spider__shape" points="{}"/>').format(points)]
    pairs = [(i, (i + 1) % count) for i in range(count)]
    return [_line(axes, a, b) for a, b in pairs if axes[a].band and axes[b].band]


def _line(axes: Sequence[Axis], a: int, b: int) -> Markup:
    points = f"{_point(a, len(axes), _reach(axes[a].band))} {_point(b, len(axes), _reach(axes[b].band))}"
    return Markup('<polyline class="spider__line" points="{}"/>').format(points)


def _dots(axes: Sequence[Axis]) -> list[Markup]:
    answered = [(i, axis.band) for i, axis in enumerate(axes) if axis.band]
    dot = Markup('<circle class="spider__dot" cx="{:.1f}" cy="{:.1f}" r="7"/>')
    return [dot.format(*_xy(i, len(axes), _reach(band))) for i, band in answered]


def _labels(axes: Sequence[Axis]) -> list[Markup]:
    """A name at every axis, and a number that stands for it where the picture is too small to read."""
    names = [_label(i, len(axes), axis) for i, axis in enumerate(axes)]
    return names + [_number(i, len(axes)) for i in range(len(axes))]


def _number(position: int, count: int) -> Markup:
    x, y = _xy(position, count, _NUMBER_AT)
    number = Markup('<text class="spider__number" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>')
    return number.format(x, y + 14, position + 1)


def _label(position: int, count: int, axis: Axis) -> Markup:
    x, y = _xy(position, count, _LABEL_AT)
    lines = wrap(axis.label, _LABEL_CHARS) or [""]
    # The block of lines grows away from the web: up above it, down below it.
    top = y + 7 - (len(lines) - 1) * _LINE_HEIGHT * (1 - (y - _CENTRE[1]) / _LABEL_AT) / 2
    spans = (
        Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>').format(x, top + i * _LINE_HEIGHT, line)
        for i, line in enumerate(lines)
    )
    style = "spider__label" if axis.band else "spider__label spider__label--open"
    return Markup('<text class="{}" text-anchor="{}">{}</text>').format(
        style, _anchor(x), Markup("").join(spans)
    )


def _anchor(x: float) -> str:
    offset = x - _CENTRE[0]
    return "middle" if abs(offset) < 30 else "start" if offset > 0 else "end"


def _reach(band: int) -> float:
    return _RADIUS * band / BANDS


def _xy(position: int, count: int, distance: float) -> tuple[float, float]:
    angle = 2 * pi * position / count - pi / 2
    return _CENTRE[0] + distance * cos(angle), _CENTRE[1] + distance * sin(angle)


def _point(position: int, count: int, distance: float) -> str:
    return "{:.1f},{:.1f}".format(*_xy(position, count, distance))
