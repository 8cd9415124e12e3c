"""Does an editor know the same format as the loader, and can it explain every key?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.adapters.catalog_files import CATALOG
from bot.adapters.catalog_parse_profile import PROFILE
from bot.adapters.profile_schema import explanation_of, explanations, paths, schema_text

PUBLISHED = Path(__file__).parents[2] / "docs" / "profile.schema.json"
SCHEMA = json.loads(schema_text())
FILES = sorted((CATALOG / "municipalities").glob("*.yml"))


def as_editors_read(file: Path) -> dict:
    """A date is a text to an editor."""
    return json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))


def test_the_published_schema_is_the_one_that_the_shapes_tell():
    """After a change of the shapes: ``voordeur profile schema > docs/profile.schema.json``."""
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_municipality_fits_the_schema(file):
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(as_editors_read(file))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"score": 1},
        {"meta": {"id": "A b", "name": "A", "vintage": 2026, "status": "draft"}},
        {"triage": {"decided_by": "system"}},
        {"groups": {"assigned_by": "system"}},
        {"entry": {"offline_alternative": {"required": False, "channel": "walk_in"}}},
        {"entry": {}},
        {"privacy": None},
        {"scheduling": {"appointments": [{"id": "a", "with": "specialist", "deadline": {"value": 1}}]}},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(change):
    file = next(file for file in FILES if file.stem == "alphen-2015")
    content = {**as_editors_read(file), **change}
    assert list(PROFILE(content)) != []
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(content)


def test_every_key_is_explained():
    known = explanations()
    assert [path for path in paths(PROFILE.schema) if explanation_of(path, known) is None] == []


def test_no_explanation_is_left_over():
    known = explanations()
    used = {explanation_of(path, known) for path in paths(PROFILE.schema)}
    assert sorted(known.keys() - used) == []
