"""Can a functional manager begin a municipality, and can a colleague read its route?"""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from bot.adapters.catalog_files import CATALOG, load_catalog
from bot.adapters.profile_schema import schema_text
from bot.adapters.texts_gettext import Texts
from bot.commands import profile
from bot.commands.profile import as_text, new, schema, show
from bot.commands.profile_drawing import svg
from bot.commands.profile_route import Route
from bot.core.appointment_kinds import Deadline
from bot.core.triage import CONDITIONS
from bot.core.vocabulary import CHANNEL_KINDS, DEADLINE_ANCHORS, DEADLINE_UNITS
from bot.rasa_components.model import ROOT

TODAY = date(2026, 11, 26)
LOADED = load_catalog()
TEXTS = Texts.load(ROOT / "locales")
WORDS = yaml.safe_load((CATALOG / "route_words.yml").read_text(encoding="utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOG, tmp_path / "catalog"))


def begun(root: Path, id_: str) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    return new(id_, TODAY, out, err, root), out.getvalue() + err.getvalue()


def route_of(id_: str) -> Route:
    return Route(LOADED.profiles[id_], LOADED, TEXTS, WORDS)


def shown(id_: str) -> list[str]:
    return as_text(route_of(id_)).replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_a_starter_file_passes_the_check_as_a_draft(root):
    code, _ = begun(root, "nieuw-dorp")
    made = load_catalog(root).profiles["nieuw-dorp"]
    assert (code, made.name, made.status, made.vintage) == (0, "Nieuw Dorp", "draft", 2026)


def test_a_starter_file_tells_its_editor_where_the_schema_is(root):
    begun(root, "nieuw-dorp")
    first = (root / "municipalities" / "nieuw-dorp.yml").read_text(encoding="utf-8").splitlines()[0]
    told = first.removeprefix("# yaml-language-server: $schema=")
    assert (CATALOG / "municipalities" / told).resolve() == ROOT / "docs" / "profile.schema.json"


@pytest.mark.parametrize("id_", ["", "Dorp", "a b", "../dorp", "dorp_1", "-dorp", "dorp--1", "dørp"])
def test_an_id_that_cannot_be_a_file_name_and_an_address_is_refused(root, id_):
    before = sorted((root / "municipalities").iterdir())
    code, told = begun(root, id_)
    assert (code, told) == (1, f"profile new: {id_}: must be small letters, digits and single dashes\n")
    assert sorted((root / "municipalities").iterdir()) == before


def test_an_id_that_is_taken_is_refused_and_its_file_kept(root):
    file = root / "municipalities" / "alphen-2015.yml"
    before = file.read_bytes()
    code, told = begun(root, "alphen-2015")
    assert (code, told) == (1, f"profile new: alphen-2015: is there already: {file}\n")
    assert file.read_bytes() == before


def test_the_route_of_alphen_reads_as_its_source():
    told = shown("alphen-2015")
    assert [line for line in told if line[:1].isdigit()] == list(WORDS["stage"].values())
    assert "  - Serviceplein (binnenlopen): aanvragen kan hier, hier is geen computer nodig" in told
    assert "  - De chatbot stelt voor. Beslist: medewerker van de balie." in told
    assert (
        "  - tweede gesprek: met integraal intaker, hoogstens 90 minuten,"
        " binnen 5 werkdagen na het eerste contact"
    ) in told
    assert '      "bepaalt de 1e lijns medewerker de vervolgstap"' in told


def test_what_the_national_default_fills_in_has_a_star_and_the_star_is_explained():
    told = shown("alphen-2015")
    assert [line for line in told if line.startswith("  - gesprek met een specialist")] == [
        "  - gesprek met een specialist: met specialist, hoogstens 60 * minuten,"
        " binnen 5 werkdagen na het eerste contact *"
    ]
    assert told[-1] == WORDS["national"]


@pytest.mark.parametrize("id_", LOADED.profiles)
def test_every_municipality_can_be_read_and_drawn(id_):
    route = route_of(id_)
    drawn = "".join(ElementTree.fromstring(svg(route)).itertext())
    titles = [stage.title for stage in route.stages()]
    assert [title for title in titles if title not in drawn or title not in as_text(route)] == []


def test_no_row_of_a_drawing_is_wider_than_its_box():
    rows = [
        node.text or ""
        for id_ in LOADED.profiles
        for node in ElementTree.fromstring(svg(route_of(id_))).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert [row for row in rows if len(row) > 112] == []


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(0, "hours", "now"), "meteen"),
        (Deadline(1, "weeks", "first_contact"), "binnen 1 week na het eerste contact"),
        (Deadline(5, "working_days", "previous", exact=True), "precies 5 werkdagen na het gesprek ervoor"),
        (Deadline(1, "weeks", "previous", weekday=0), "binnen 1 week na het gesprek ervoor, op maandag"),
    ],
)
def test_a_deadline_reads_as_it_is_said(deadline, expected):
    assert route_of("alphen-2015").deadline(deadline) == expected


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("way", CHANNEL_KINDS),
        ("when", CONDITIONS.keys()),
        ("unit", DEADLINE_UNITS),
        ("unit_one", DEADLINE_UNITS),
        ("from", DEADLINE_ANCHORS),
    ],
)
def test_every_name_of_a_closed_list_has_its_words(words, names):
    assert sorted(WORDS[words]) == sorted(names)


def test_the_route_is_written_to_a_file(tmp_path):
    drawing, out = tmp_path / "route.svg", StringIO()
    assert show("alphen-2015", drawing, out, StringIO()) == 0
    assert ElementTree.parse(drawing).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_a_municipality_that_is_not_there_is_named():
    err = StringIO()
    assert show("atlantis", None, StringIO(), err) == 1
    assert err.getvalue() == "profile show: atlantis: no such profile in bot/catalog/municipalities\n"


def test_a_catalog_with_faults_is_not_shown(monkeypatch, root):
    (root / "municipalities" / "alphen-2015.yml").write_text("format: [a", encoding="utf-8")
    monkeypatch.setattr(profile, "load_catalog", lambda: load_catalog(root))
    err = StringIO()
    assert show("alphen-2015", None, StringIO(), err) == 1
    assert err.getvalue().startswith("municipalities/alphen-2015.yml: line 1: cannot be read")


def test_the_format_is_printed_as_it_is_published():
    out = StringIO()
    assert (schema(out), out.getvalue()) == (0, schema_text())
