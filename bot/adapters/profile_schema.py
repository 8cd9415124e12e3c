"""How do editors know what may stand in the file of a municipality?

Makes ``docs/profile.schema.json`` (JSON Schema, draft 2020-12) of the shapes that the loader
itself checks with, and explains every key in the words of ``bot/catalog/profile_keys.yml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from bot.adapters.catalog_files import CATALOG
from bot.adapters.catalog_parse_profile import PROFILE

Schema = Mapping[str, Any]

_HEAD = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "voordeur-profile/1"}


def schema_text() -> str:
    """The schema as it is published."""
    described = {**_HEAD, **_described(PROFILE.schema, "", explanations())}
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def explanations() -> dict[str, str]:
    """What keys mean, by the end of their dotted path."""
    content = (CATALOG / "profile_keys.yml").read_bytes()
    return yaml.load(content, yaml.CSafeLoader)


def explanation_of(path: str, known: Mapping[str, str]) -> str | None:
    """The key of the longest explanation that fits a dotted path, if any."""
    names = path.split(".")
    ends = (".".join(names[start:]) for start in range(len(names)))
    return next((end for end in ends if end in known), None)


def paths(schema: Schema, path: str = "") -> Iterator[str]:
    """The dotted path of every key, without positions in lists."""
    for name, below in schema.get("properties", {}).items():
        inner = f"{path}.{name}".removeprefix(".")
        yield inner
        yield from paths(below, inner)
    for below in _parts(schema):
        yield from paths(below, path)


def _parts(schema: Schema) -> list[Schema]:
    more = [schema.get("items"), schema.get("additionalProperties")]
    return [*schema.get("anyOf", ()), *(one for one in more if isinstance(one, Mapping))]


def _described(schema: Schema, path: str, known: Mapping[str, str]) -> dict[str, Any]:
    told = dict(schema)
    for name in ("items", "additionalProperties"):
        if isinstance(told.get(name), Mapping):
            told[name] = _described(told[name], path, known)
    if "anyOf" in told:
        told["anyOf"] = [_described(one, path, known) for one in told["anyOf"]]
    if "properties" in told:
        told["properties"] = {
            name: _explained(below, f"{path}.{name}".removeprefix("."), known)
            for name, below in told["properties"].items()
        }
    return told


def _explained(schema: Schema, path: str, known: Mapping[str, str]) -> dict[str, Any]:
    key = explanation_of(path, known)
    words = {"description": known[key]} if key else {}
    return {**words, **_described(schema, path, known)}
