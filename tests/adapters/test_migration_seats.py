"""Does a calendar from before seats keep who has a talk?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters import postgres
from bot.adapters.case_json import case_to_doc
from bot.adapters.postgres import connect, migrate
from tests.jan import jan

BEFORE = 4
AT = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)  # When Jan's talk starts.
ADD_CASE = """
insert into conversations (id, profile, case_doc, talk, opened_at, touched_at)
values ($1, 'alphen-2015', $2, '{}', now(), now())
"""
ADD_SLOT = """
insert into slots (profile, kind, role, intaker, place, starts_at, ends_at, conversation_id)
values ('alphen-2015', $1, 'specialist', 'specialist:all', 'balie', $2::timestamptz,
    $2::timestamptz + interval '90 minutes', $3)
"""


@pytest.fixture
async def old(database_url, monkeypatch):
    """A database as it was before seats, with two talks of one intaker at one hour."""
    connection = await connect(database_url, size=1)
    await connection.execute("create database before_seats")
    pool = await connect(database_url.replace("/postgres?", "/before_seats?"), size=1)
    steps = postgres._migrations()
    with monkeypatch.context() as only:
        only.setattr(postgres, "_migrations", lambda: [step for step in steps if step[0] < BEFORE])
        await migrate(pool)
    for name in ("jan", "fatma"):
        await pool.execute(ADD_CASE, name, case_to_doc(jan(id=name)) if name == "jan" else {})
    talks = [("second_talk", AT, "jan"), ("debt_help_talk", AT, "fatma")]
    for row in [*talks, ("second_talk", AT + timedelta(days=1), None)]:
        await pool.execute(ADD_SLOT, *row)
    yield pool
    await pool.close()
    await connection.execute("drop database before_seats with (force)")
    await connection.close()


async def test_who_has_a_talk_keeps_it_under_the_id_of_the_appointment(old):
    await migrate(old)
    booked = await old.fetch("""
        select b.id, b.conversation_id, s.kind, s.confirmed, s.languages
        from slots s left join bookings b on b.slot_id = s.id order by s.id""")
    rows = [tuple(row) for row in booked]
    assert rows[0] == ("a1", "jan", "second_talk", 1, ["nl"])
    assert rows[1][1:] == ("fatma", "debt_help_talk", 1, ["nl"])
    assert rows[2] == (None, None, "second_talk", 0, ["nl"])


async def test_an_intaker_in_two_rooms_becomes_two(old):
    await migrate(old)
    names = [row["intaker"] for row in await old.fetch("select intaker from slots order by id")]
    assert [names[0], names[1][:15], names[2]] == ["specialist:all", "specialist:all:", "specialist:all"]
