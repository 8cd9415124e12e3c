"""Is a scenario file read as it was meant, and refused where it means nothing?"""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent

import pytest

from bot.play.scenario import Step, read_scenarios

SOUND = """
    scenario: Jan
    profile: alphen-2015
    now: 2026-11-26T10:00:00+01:00
    steps:
      - choose: no
      - expect: {contact.first_contact_on: 2026-11-26, photo.complete: true}
"""

FAULTS = {
    "a missing key": ("scenario: Jan\nnow: 2026-11-26T10:00:00+01:00\nsteps: []", "Jan: profile: is missing"),
    "an unknown key": (dedent(SOUND) + "colour: blue", "Jan: colour: is unknown"),
    "a moment without its distance to UTC": (
        "scenario: Jan\nprofile: p\nnow: 2026-11-26T10:00:00\nsteps: []",
        "Jan: now: is no moment with its distance to UTC",
    ),
    "an unknown step": (dedent(SOUND).replace("choose:", "chose:"), "Jan: step 1: chose: is unknown"),
    "a step with two things": (
        dedent(SOUND).replace("- choose: no", "- {choose: no, say: x}"),
        "Jan: step 1: does not do one thing",
    ),
    "a step of another shape": (
        dedent(SOUND).replace("- choose: no", "- photo: money"),
        "Jan: step 1: photo: is no mapping",
    ),
    "a calendar that is a list": (
        dedent(SOUND) + "calendar: [2026-11-30T09:00]",
        "Jan: calendar: is no mapping of kinds to lists",
    ),
    "a start that says what no calendar knows": (
        dedent(SOUND) + "calendar: {talk: [{at: 2026-11-30T09:00, colour: blue}]}",
        "Jan: calendar: talk: colour: is unknown",
    ),
    "a start that is no moment": (
        dedent(SOUND) + "calendar: {talk: [tomorrow]}",
        "Jan: calendar: talk: tomorrow: is no moment",
    ),
    "a start in the hour that the clock skips": (
        dedent(SOUND) + "calendar: {talk: [2026-03-29T02:30]}",
        "Jan: calendar: talk: 2026-03-29T02:30: is no moment",
    ),
    "a law that is no date": (dedent(SOUND) + "law: today", "Jan: law: is no date and not as_seed"),
    "steps that are no list": (
        "scenario: Jan\nprofile: p\nnow: 2026-11-26T10:00:00Z\nsteps: 5",
        "Jan: steps: is no list",
    ),
    "no mapping": ("- 1", "scenario: is no mapping"),
}


def written(tmp_path, text: str):
    file = tmp_path / "jan.yml"
    file.write_text(dedent(text), encoding="utf-8")
    return file


def test_words_and_dates_stay_as_they_were_written(tmp_path):
    (scenario,), _ = read_scenarios(written(tmp_path, SOUND))
    assert scenario.steps == (
        Step(1, "choose", "no"),
        Step(2, "expect", {"contact.first_contact_on": "2026-11-26", "photo.complete": True}),
    )


def test_what_is_left_out_has_a_default(tmp_path):
    (scenario,), _ = read_scenarios(written(tmp_path, SOUND))
    found = (scenario.channel, scenario.language, scenario.calendar, scenario.now)
    assert found == ("webchat", None, None, datetime(2026, 11, 26, 9, tzinfo=UTC))


def test_a_file_may_hold_many_scenarios_and_comments_between(tmp_path):
    text = f"# about\n---\n{dedent(SOUND)}\n---\n{dedent(SOUND)}"
    assert [len(part) for part in read_scenarios(written(tmp_path, text))] == [2, 0]


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_its_place(tmp_path, text, expected):
    file = written(tmp_path, text)
    assert read_scenarios(file) == ((), (f"{file}: {expected}",))


@pytest.mark.parametrize("content", [b"scenario: [", b"\xff\xfe\x00"])
def test_a_file_that_is_no_yaml_is_one_fault(tmp_path, content):
    file = tmp_path / "broken.yml"
    file.write_bytes(content)
    found, faults = read_scenarios(file)
    assert (found, [line.startswith(f"{file}: file: cannot be read") for line in faults]) == ((), [True])
