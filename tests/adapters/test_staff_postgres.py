"""Are accounts and sessions kept safely in the real database?"""

from datetime import timedelta

import pytest

from bot.adapters.passwords_argon2 import Argon2Passwords
from bot.adapters.staff_postgres import PostgresStaff
from bot.services.staff import Staff
from tests.fakes import FakeClock, FakePasswords

HERE = "10.0.0.1"


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def staff(pool, clock):
    return Staff(PostgresStaff(pool), Argon2Passwords(), clock)


async def test_a_first_login_becomes_an_account_with_an_own_password(staff):
    name, once = await staff.first_login()
    token = await staff.log_in(name, once, HERE)
    member = (await staff.session(token)).member
    fresh = await staff.choose_password(member, "Fatima", "vier gewone woorden")
    found = (await staff.session(fresh)).member
    assert (found.display_name, found.must_choose_password) == ("Fatima", False)
    assert await staff.session(token) is None
    assert await staff.log_in(name, once, HERE) is None


async def test_the_database_holds_neither_password_nor_token(staff, pool):
    name, once = await staff.first_login()
    token = await staff.log_in(name, once, HERE)
    kept = str(
        [dict(row) for table in ("staff", "staff_sessions") for row in await pool.fetch(f"table {table}")]
    )
    assert [secret for secret in (once, token) if secret in kept] == []


async def test_activity_is_kept_and_old_sessions_are_swept(staff, pool, clock):
    name, once = await staff.first_login()
    first = await staff.log_in(name, once, HERE)
    clock.wait(minutes=20)
    await staff.session(first)
    clock.wait(minutes=20)
    assert (await staff.session(first)).seen_at == clock.now - timedelta(minutes=20)
    clock.wait(hours=9)
    await staff.log_in(name, once, HERE)
    assert await pool.fetchval("select count(*) from staff_sessions") == 1


async def test_logging_out_forgets_the_session(staff, pool):
    name, once = await staff.first_login()
    await staff.log_out(await staff.log_in(name, once, HERE))
    assert await pool.fetchval("select count(*) from staff_sessions") == 0


def test_a_broken_hash_belongs_to_no_password():
    assert Argon2Passwords().verify("no hash", "x") is False


UNFIT = {"NUL in it": "fat\x00ima", "only NUL": "\x00", "empty": "", "too long": "f" * 5000}


@pytest.mark.parametrize("name", UNFIT.values(), ids=UNFIT)
async def test_a_name_that_the_database_cannot_hold_is_nobodys(name, pool):
    staff = Staff(PostgresStaff(pool), FakePasswords(), FakeClock())
    await staff.add("piet", "Pi\x00et", "first_line")
    assert await staff.log_in(name, "x", "") is None
    assert [member.display_name for member in await staff.members()] == ["Piet"]
