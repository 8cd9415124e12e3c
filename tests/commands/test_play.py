"""Does ``voordeur play`` say what failed, and count?"""

from __future__ import annotations

from io import StringIO

import pytest

from bot.commands.play import run
from bot.settings import Settings

pytestmark = pytest.mark.timeout(600)  # The model may have to be trained first.

HEAD = "profile: alphen-2015\nnow: 2026-11-26T10:00:00+01:00\nlanguage: nl\n"


def _document(scenario: str) -> str:
    return scenario if "profile:" in scenario else HEAD + scenario


@pytest.fixture(scope="module")
def played(database_url, tmp_path_factory):
    """What the command prints for one file, and its exit code."""
    folder = tmp_path_factory.mktemp("play")
    settings = Settings.from_env({"DATABASE_URL": database_url, "VOORDEUR_DATA": str(folder)})

    def play(*scenarios: str) -> tuple[int, list[str]]:
        file = folder / "file.yml"
        file.write_text("\n---\n".join(_document(one) for one in scenarios), encoding="utf-8")
        out = StringIO()
        code = run([file], settings, out, StringIO())
        return code, out.getvalue().replace(f"{file}: ", "").splitlines()

    return play


def test_every_failure_is_a_line_and_the_last_one_counts(played):
    found = played(
        "scenario: good\nsteps: [{say: ik heb geld nodig}, {expect: {reason: ik heb geld nodig}}]",
        "scenario: wrong\nsteps: [{expect: {language: en, group: null}}, {expect: {reason: x}}]",
        "scenario: stuck\nsteps: [{choose: 'slot:2026'}, {expect: {reason: x}}]",
        "scenario: nobody asked\nsteps: [{choose: start_photo}, {photo: {moeny: b}}]",
        "scenario: elsewhere\nprofile: atlantis\nnow: 2026-11-26T10:00:00Z\nsteps: []",
        "scenario: no time\nsteps: [{say: ik wil een mens spreken}, {book: soonest}]",
        "scenario: no start\ncalendar: {second_talk: [soon]}\nsteps: []",
        "scenario: unread\nsteps: [{dance: yes}]",
    )
    code, lines = found
    assert (code, lines[-1]) == (1, "1 passed, 7 failed")
    assert lines[:2] == [
        "no start: calendar: second_talk: soon: is no moment",
        "unread: step 1: dance: is unknown",
    ]
    assert lines[2:4] == [
        'wrong: step 1: language: expected "en", was "nl"',
        'wrong: step 2: reason: expected "x", was null',
    ]
    assert lines[4].startswith("stuck: step 1: choose: no such choice: slot:2026; there were: start_photo, ")
    assert lines[5].startswith("nobody asked: step 2: photo: not asked: moeny; asked were: ")
    assert lines[6] == "elsewhere: start: 'atlantis' is not in the catalog"
    assert lines[7].startswith("no time: step 2: book: soonest is no start of a talk; there were: slot:")


def test_one_scenario_does_not_see_another(played):
    calendar = 'calendar: {second_talk: ["2026-12-02T10:30"]}\n'
    steps = "steps: [{say: ik wil een mens spreken}, {book: earliest}, {expect: {appointments.1: null}}]"
    assert played(f"scenario: first\n{calendar}{steps}", f"scenario: second\n{calendar}{steps}") == (
        0,
        ["2 passed, 0 failed"],
    )


def test_a_file_that_is_not_there_is_a_failure(database_url, tmp_path):
    settings = Settings.from_env({"DATABASE_URL": database_url, "VOORDEUR_DATA": str(tmp_path)})
    out = StringIO()
    code = run([tmp_path / "none.yml"], settings, out, StringIO())
    assert (code, out.getvalue().splitlines()[-1]) == (1, "0 passed, 1 failed")
