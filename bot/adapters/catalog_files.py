"""What stands in ``bot/catalog``, and is it sound?

Flow: ``load_catalog`` -> YAML -> shape (``catalog_parse_formats``, ``catalog_parse_profile``)
-> rules between files (``catalog_parse_rules``) -> values (``catalog_parse_values``); of a
municipality: shape -> defaults (``catalog_fill``) -> ``catalog_profile_rules`` -> ``catalog_profile_values``.
Everything is read before anything is refused: all faults come at once, as ``file: key: what``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.adapters import catalog_parse_formats as formats
from bot.adapters import catalog_parse_values as values
from bot.adapters.area_table_csv import read_areas
from bot.adapters.catalog_fill import filled
from bot.adapters.catalog_parse_dates import date_file
from bot.adapters.catalog_parse_profile import DEFAULTS, PROFILE
from bot.adapters.catalog_parse_rules import dated_faults, life_domain_faults
from bot.adapters.catalog_parse_shape import Fault, Shape, mapping, twice
from bot.adapters.catalog_profile_rules import Known, profile_faults, team_faults
from bot.adapters.catalog_profile_values import profile
from bot.adapters.catalog_yaml_faults import yaml_fault
from bot.core.catalog import Area, Catalog
from bot.core.date_words import date_words
from bot.core.errors import CatalogInvalid
from bot.core.vocabulary import SPOKEN

CATALOG = Path(__file__).parents[1] / "catalog"
"""The catalog that comes with Voordeur."""

Raw = dict[str, Any]

_LISTS_OF_TEXTS = ("help_topics.yml", "needs.yml", "documents.yml")


def load_catalog(root: Path | None = None) -> Catalog:
    """Read and check the whole catalog.

    Args:
        root: Its folder; the one that comes with Voordeur when left out.

    Raises:
        CatalogInvalid: With every fault of every file.
    """
    reading = _Reading(root or CATALOG)
    catalog = _read(reading)
    if reading.faults:
        raise CatalogInvalid(tuple(sorted(reading.faults)))
    return catalog


def waiting_for_check(catalog: Catalog) -> list[str]:
    """Ids of the texts that nobody has checked against their source; residents never see them."""
    return sorted(
        id_ for id_, versions in catalog.rights.items() if not all(one.verified for one in versions)
    )


class _Reading:
    """The files of one folder, and the faults found so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[str] = []
        self.lists: dict[str, Any] = {}

    def note(self, file: str, faults: Iterable[Fault]) -> bool:
        """Keep faults of a file; true when there were none."""
        found = [f"{file}: {key}: {what}" for key, what in faults]
        self.faults += found
        return not found

    def yaml(self, file: str) -> Any:
        """The content of a YAML file, ``None`` where it cannot be read."""
        try:
            loader = _Loader((self.root / file).read_bytes())
            content = loader.get_single_data()
        except (OSError, ValueError, yaml.YAMLError) as problem:
            self.note(file, [yaml_fault(problem)])
            return None
        self.note(file, ((key, "stands here twice") for key in loader.twice))
        self.note(file, [("file", "is empty")] if content is None else [])
        return content

    def sound(self, file: str, shape: Shape) -> Any:
        """The content of a file, ``None`` where it is missing or not sound."""
        content = self.lists[file] = self.yaml(file)
        return content if content is not None and self.note(file, shape(content)) else None

    def ids(self, file: str) -> frozenset[str]:
        """Ids of a file that is one list, sound or not, as ``stems`` has them of a folder."""
        content = self.lists.get(file)
        return frozenset(map(str, map(_id, filter(_is_record, content if isinstance(content, list) else ()))))

    def folder(self, name: str, check: Callable[[Raw], Iterator[Fault]]) -> dict[str, Raw]:
        """The sound files of a folder, by id, in the order in which a person counts: 9 before 13."""
        found = {}
        for path in sorted((self.root / name).glob("*"), key=_as_printed):
            file = f"{name}/{path.name}"
            if path.suffix == ".yml":
                content = self.yaml(file)
                if content is not None and self.note(file, _checked(content, path.stem, check)):
                    found[path.stem] = content
            elif path.suffix != ".csv":
                self.note(file, [("file", "is not read; a catalog file ends in .yml")])
        return found

    def stems(self, name: str) -> frozenset[str]:
        """Ids of a folder, sound or not: a reference to a file with a fault is not a second fault."""
        return frozenset(path.stem for path in (self.root / name).glob("*.yml"))


class _Loader(yaml.CSafeLoader):
    """YAML that remembers keys which stand twice in one mapping."""

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.twice: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping as always, and note its doubles."""
        self.twice += twice(str(key.value) for key, _ in node.value)
        return super().construct_mapping(node, deep)


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        what = f"{node.value} is no date"
        raise yaml.constructor.ConstructorError(None, None, what, node.start_mark) from None


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def _as_printed(path: Path) -> list[str | int]:
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", path.stem)]


def _checked(content: Any, stem: str, check: Callable[[Raw], Iterator[Fault]]) -> Iterator[Fault]:
    yield from check(content)
    if isinstance(content, dict) and _id(content) != stem:
        yield "id", f"must be {stem}, as the file is called"


def _is_record(content: Any) -> bool:
    return isinstance(content, dict)


def _id(content: Raw) -> Any:
    meta = content.get("meta", content)
    return meta.get("id") if isinstance(meta, dict) else None


def _shape_then(shape: Shape, rule: Callable[[Raw], Iterator[Fault]]) -> Callable[[Raw], Iterator[Fault]]:
    """Rules ask nothing of a file whose shape is wrong."""

    def check(content: Raw) -> Iterator[Fault]:
        faults = list(shape(content))
        yield from faults or rule(content)

    return check


def _right_faults(content: Raw) -> Iterator[Fault]:
    faults = list(formats.right_file(content))
    if faults:
        yield from faults
        return
    dated = values.versions(content)
    unsound = dict.fromkeys(fault for one in dated for fault in formats.RIGHT(one))
    yield from unsound or dated_faults(dated)


def _read(reading: _Reading) -> Catalog:
    raw_domains = reading.folder("life_domains", _shape_then(formats.LIFE_DOMAIN, life_domain_faults))
    raw_topics = reading.sound("help_topics.yml", formats.HELP_TOPICS) or []
    raw_rights = reading.folder("rights", _right_faults)
    domains = sorted(map(values.life_domain, raw_domains.values()), key=lambda one: one.order)
    orders = twice(one.order for one in domains)
    reading.note("life_domains", ((str(order), "order stands twice") for order in orders))
    catalog = Catalog(
        profiles={},
        domains={one.id: one for one in domains},
        topics=_by_id(map(values.help_topic, raw_topics)),
        needs=_by_id(map(values.need_question, reading.sound("needs.yml", formats.NEEDS) or [])),
        rights={id_: _versions(raw) for id_, raw in raw_rights.items()},
        documents=_by_id(map(values.document, reading.sound("documents.yml", formats.DOCUMENTS) or [])),
        laws=_laws(reading),
        phrases=_phrases(reading),
        date_words={id_: date_words(raw) for id_, raw in reading.folder("dates", date_file).items()},
    )
    both = catalog.domains.keys() & catalog.topics.keys()
    reading.note("help_topics.yml", ((name, "is a life domain already") for name in sorted(both)))
    lists = {file.removesuffix(".yml"): reading.lists[file] for file in _LISTS_OF_TEXTS}
    texts = dict(_texts({"life_domains": raw_domains, "rights": raw_rights, **lists}))
    return _with_profiles(reading, catalog, texts)


def _by_id(found: Iterable[Any]) -> dict[str, Any]:
    return {one.id: one for one in found}


def _versions(raw: Raw) -> tuple[Any, ...]:
    return tuple(sorted(map(values.right, values.versions(raw)), key=lambda one: one.valid_from))


def _laws(reading: _Reading) -> dict[str, Any]:
    raw = reading.folder("law", formats.LAW)
    reading.note("law", dated_faults(raw.values()))
    return {id_: values.law_layer(one) for id_, one in raw.items()}


def _phrases(reading: _Reading) -> dict[str, Mapping[str, tuple[str, ...]]]:
    raw = reading.sound("phrases.yml", mapping(formats.PHRASES)) or {}
    return {meaning: values.phrases(one) for meaning, one in raw.items()}


def _texts(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every Dutch and translated text below a node, by its key."""
    if isinstance(node, dict) and "nl" in node:
        told = ((f"{key}.{language}", words) for language, words in node.items())
        yield from ((where, words) for where, words in told if isinstance(words, str))
    elif isinstance(node, dict | list):
        children = node.items() if isinstance(node, dict) else enumerate(node)
        for name, child in children:
            yield from _texts(child, f"{key}.{name}" if key else str(name))


def _with_profiles(reading: _Reading, catalog: Catalog, texts: Mapping[str, str]) -> Catalog:
    defaults = reading.sound("defaults.yml", DEFAULTS)
    if defaults is None:
        return catalog
    known = _known(reading, catalog, texts, defaults)
    domains = list(catalog.domains.values())
    tables: dict[str, tuple[Area, ...]] = {}

    def check(raw: Raw) -> Iterator[Fault]:
        faults = list(PROFILE(raw))
        whole = _sound_parts(raw, faults, defaults)
        tables[_id(whole)] = _areas(reading, whole.get("routing", {}))
        yield from faults
        yield from profile_faults(whole, known)
        yield from team_faults(whole.get("routing", {}), {area.team for area in tables[_id(whole)]})

    profiles = {}
    for id_, raw in reading.folder("municipalities", check).items():
        whole, silent = filled(raw, defaults)
        profiles[id_] = profile(whole, silent, domains, tables[id_], defaults["law_flags"])
    return replace(catalog, profiles=profiles)


def _sound_parts(raw: Any, faults: list[Fault], defaults: Raw) -> Raw:
    """The parts of a profile whose shape is sound, with the defaults filled in."""
    given = raw if isinstance(raw, dict) else {}
    unsound = {key.partition(".")[0] for key, _ in faults}
    whole, _ = filled({name: one for name, one in given.items() if name not in unsound}, defaults)
    return {name: one for name, one in whole.items() if name not in unsound}


def _known(reading: _Reading, catalog: Catalog, texts: Mapping[str, str], defaults: Raw) -> Known:
    asked = [*catalog.domains.values(), *catalog.topics.values()]
    return Known(
        domains=reading.stems("life_domains"),
        needs=reading.ids("needs.yml"),
        documents=reading.ids("documents.yml"),
        rights=reading.stems("rights"),
        specialisms=frozenset(one.specialism for one in asked),
        languages=frozenset(formats.LANGUAGES),
        spoken=SPOKEN,
        texts=texts,
        law_flags=tuple(defaults["law_flags"]),
    )


def _areas(reading: _Reading, routing: Raw) -> tuple[Area, ...]:
    """The postcode table of a municipality, if it has one."""
    if not routing.get("table"):
        return ()
    file = f"municipalities/{routing['table']}"
    areas, faults = read_areas(reading.root / file, [tuple(pair) for pair in routing.get("bounds") or ()])
    reading.note(file, (_split(fault) for fault in faults))
    return areas


def _split(fault: str) -> Fault:
    """A fault of a table by its line, or of the file as a whole."""
    line, _, what = fault.partition(": ")
    return (line, what) if line.startswith("line ") else ("file", fault)
