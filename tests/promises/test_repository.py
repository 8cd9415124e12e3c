"""Do the papers of the project match what is in it, and would it open on any machine?"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SET_UP = ("Makefile", "pyproject.toml", ".ci/run", "scripts/venv.sh", "scripts/chromium.sh", "overrides.txt")
_REQUIREMENTS = ("requirements.in", "requirements.lock", "requirements-uv.txt")
_MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users)/\w")
_REGISTRY = re.compile(r"\b(?:pypi|p[y]thonhosted|npmjs|yarnpkg)\.(?:org|com)\b|-index-(?:url)\b")
_ADR_HEADINGS = ["## Context", "## Decision", "## Measured", "## Consequences"]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _found_in_tracked(pattern: re.Pattern[str]) -> dict[str, str]:
    found = {}
    for file in _tracked():
        if match := pattern.search(file.read_text(encoding="utf-8", errors="ignore")):
            found[file.relative_to(ROOT).as_posix()] = match[0]
    return found


def _decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


def test_no_file_names_a_package_registry():
    assert _found_in_tracked(_REGISTRY) == {}


def test_no_file_names_a_place_on_one_machine():
    assert _found_in_tracked(_MACHINE_PATH) == {}


@pytest.mark.parametrize("name", [*_SET_UP, *_REQUIREMENTS])
def test_setting_up_names_no_address(name):
    assert re.findall(r"https?://\S+", (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-uv.txt"])
def test_every_locked_package_has_a_hash(name):
    entries = re.split(r"^(?=\w)", (ROOT / name).read_text(encoding="utf-8"), flags=re.M)
    assert [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []


def test_every_direct_need_is_locked():
    lock = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    needs = re.findall(r"^([\w.-]+)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.M)
    assert [need for need in needs if need.lower() not in lock] == []


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in _decisions() if f"({file.name})" not in index] == []


@pytest.mark.parametrize("file", _decisions(), ids=lambda file: file.stem)
def test_every_decision_tells_why_what_was_measured_and_what_follows(file):
    assert re.findall(r"^## .+$", file.read_text(encoding="utf-8"), re.M) == _ADR_HEADINGS


def test_every_make_target_is_explained_to_a_newcomer():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    papers = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("*.md"))
    assert [target for target in targets if f"`make {target}`" not in papers] == []


def test_every_relative_link_in_the_papers_leads_somewhere():
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    link_in = re.compile(r"\]\(([^)#:]+)[)#]")
    links = [(paper, link) for paper in papers for link in link_in.findall(paper.read_text(encoding="utf-8"))]
    assert [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).exists()] == []
