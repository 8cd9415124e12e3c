"""Does the glossary name what is really in the code?"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def names_in_the_glossary() -> set[str]:
    """Every name in the middle column of its tables."""
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("|")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row[2])}


def test_every_name_of_the_glossary_stands_in_the_code():
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    unknown = {name for name in names_in_the_glossary() if not re.search(rf"{re.escape(name)}\b", code)}
    assert unknown - {"Voordeur", "[bsn]"} == set()


FIELD = (
    "klantfoto", "integraal intaker", "vliegende keep", "boodschappenlijst", "hoofdvraag", "leefgebied",
    "enkelvoudige vraag", "meervoudige vraag", "bed, bad en brood", "zoektermijn", "voorschot",
)  # fmt: skip


def test_the_glossary_has_the_words_of_the_field():
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert [word for word in FIELD if word not in text] == []
