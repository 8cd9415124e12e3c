"""``voordeur profile``: begin a municipality, show its route, print the format.

Flow: ``new`` writes ``bot/catalog/municipalities/<id>.yml`` from ``bot/catalog/starter.yml``;
``show`` loads the catalog -> ``profile_route`` -> text, or a drawing by ``profile_drawing``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Template
from typing import TextIO

import yaml

from bot.adapters.catalog_files import CATALOG, load_catalog
from bot.adapters.catalog_parse_shape import SLUG
from bot.adapters.profile_schema import schema_text
from bot.adapters.texts_gettext import Texts
from bot.commands.profile_drawing import svg
from bot.commands.profile_route import STAR, Route
from bot.core.errors import CatalogInvalid
from bot.rasa_components.model import ROOT


def new(id_: str, today: date, out: TextIO, err: TextIO, catalog: Path = CATALOG) -> int:
    """Write a starter file that passes the check as a draft.

    Args:
        id_: Slug of the municipality; the name of the file.
        today: Local day; its year is the year of the rules.
        catalog: Folder of the catalog.

    Returns:
        Exit code: 1 when the id is no slug, or is taken.
    """
    file = catalog / "municipalities" / f"{id_}.yml"
    if not SLUG.fullmatch(id_):
        print(f"profile new: {id_}: must be small letters, digits and single dashes", file=err)
        return 1
    starter = Template((catalog / "starter.yml").read_text(encoding="utf-8"))
    name = id_.replace("-", " ").title()
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(starter.substitute(id=id_, name=name, year=today.year))
    except FileExistsError:
        print(f"profile new: {id_}: is there already: {_told(file)}", file=err)
        return 1
    print(f"{_told(file)}: edit it, then: voordeur check", file=out)
    return 0


def show(id_: str, drawing: Path | None, out: TextIO, err: TextIO) -> int:
    """Print the resident's route through a municipality, or draw it.

    Args:
        drawing: Where to write an SVG; text goes to ``out`` when ``None``.

    Returns:
        Exit code: 1 when the catalog has faults or no such profile.
    """
    try:
        catalog = load_catalog()
    except CatalogInvalid as invalid:
        print(*invalid.faults, sep="\n", file=err)
        return 1
    if id_ not in catalog.profiles:
        print(f"profile show: {id_}: no such profile in bot/catalog/municipalities", file=err)
        return 1
    words = yaml.load((CATALOG / "route_words.yml").read_bytes(), yaml.CSafeLoader)
    route = Route(catalog.profiles[id_], catalog, Texts.load(ROOT / "locales"), words)
    if drawing is None:
        print(as_text(route), file=out)
        return 0
    drawing.write_text(svg(route), encoding="utf-8")
    print(f"{drawing}: drawn", file=out)
    return 0


def as_text(route: Route) -> str:
    """The whole route, readable in a terminal."""
    told = [route.heading(), ""]
    for stage in route.stages():
        told.append(stage.title)
        for line in stage.lines:
            told.append(f"  - {line.text}")
            told += [f'      "{line.quote}"'] if line.quote else []
        told.append("")
    starred = any(STAR in line for line in told)
    return "\n".join([*told, route.words["national"]] if starred else told[:-1])


def schema(out: TextIO) -> int:
    """Print the JSON Schema of the format; ``docs/profile.schema.json`` is the same."""
    out.write(schema_text())
    return 0


def _told(file: Path) -> str:
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)
