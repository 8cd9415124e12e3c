"""Who gets in at the desk, and for how long?"""

import asyncio
from datetime import timedelta

import pytest

from bot.services.staff import NameTaken, PasswordTooWeak, Staff, TooManyAttempts
from tests.fakes import FakeClock, FakePasswords, FakeStaffStore

HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"
GOOD = "vier gewone woorden"


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def staff(clock):
    return Staff(FakeStaffStore(), FakePasswords(), clock)


@pytest.fixture
async def token(staff):
    password = await staff.add("Fatima", "Fatima", "first_line")
    return await staff.log_in("fatima", password, HERE)


async def test_the_first_login_is_made_once(staff):
    name, password = await staff.first_login()
    assert await staff.first_login() is None
    token = await staff.log_in(name, password, HERE)
    assert (await staff.session(token)).member.must_choose_password is True


async def test_a_chosen_password_ends_all_other_sessions(staff, token):
    member = (await staff.session(token)).member
    fresh = await staff.choose_password(member, "Fatima B.", GOOD)
    assert await staff.session(token) is None
    assert (await staff.session(fresh)).member.display_name == "Fatima B."
    assert (await staff.session(fresh)).member.must_choose_password is False


@pytest.mark.parametrize("password", ["", "elf tekens!", "a" * 257])
async def test_a_password_outside_the_limits_is_refused(staff, token, password):
    member = (await staff.session(token)).member
    with pytest.raises(PasswordTooWeak):
        await staff.choose_password(member, "Fatima", password)


@pytest.mark.parametrize(
    ("name", "password"), [("nobody", "x"), ("fatima", "x"), ("", ""), ("fatima", "x" * 100_000)]
)
async def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(staff, token, name, password):
    assert await staff.log_in(name, password, HERE) is None


async def test_an_unknown_name_costs_the_same_work(clock):
    passwords = FakePasswords()
    asked = []
    passwords.verify = lambda password_hash, password: asked.append(password_hash) or False
    await Staff(FakeStaffStore(), passwords, clock).log_in("nobody", "x", HERE)
    assert len(asked) == 1


async def test_after_five_failures_even_the_right_password_waits(staff, token, clock):
    member = (await staff.session(token)).member
    await staff.choose_password(member, "Fatima", GOOD)
    for _ in range(5):
        await staff.log_in("fatima", "wrong", HERE)
    with pytest.raises(TooManyAttempts):
        await staff.log_in("fatima", GOOD, HERE)
    assert await staff.log_in("fatima", GOOD, ELSEWHERE) is not None
    clock.wait(minutes=15)
    assert await staff.log_in("fatima", GOOD, HERE) is not None


async def test_guesses_at_the_same_moment_count_as_much_as_guesses_in_a_row(clock):
    passwords, guessed = FakePasswords(), []
    passwords.verify = lambda password_hash, password: guessed.append(password) or False
    staff = Staff(FakeStaffStore(), passwords, clock)
    guesses = (staff.log_in("fatima", f"guess {number}", HERE) for number in range(20))
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert (len(guessed), [type(one) for one in results].count(TooManyAttempts)) == (5, 15)


async def test_who_logs_in_well_is_not_counted(staff, token):
    await staff.choose_password((await staff.session(token)).member, "Fatima", GOOD)
    for _ in range(40):
        assert await staff.log_in("fatima", GOOD, HERE) is not None


async def test_one_address_cannot_try_many_names(staff):
    for number in range(30):
        await staff.log_in(f"name{number}", "x", HERE)
    with pytest.raises(TooManyAttempts):
        await staff.log_in("another", "x", HERE)


async def test_a_desk_left_alone_for_half_an_hour_logs_out(staff, token, clock):
    clock.wait(minutes=29)
    assert await staff.session(token) is not None
    clock.wait(minutes=29)
    assert await staff.session(token) is not None
    clock.wait(minutes=30)
    assert await staff.session(token) is None


async def test_a_page_that_refreshes_itself_keeps_nobody_logged_in(staff, token, clock):
    for _ in range(29):
        clock.wait(minutes=1)
        await staff.session(token, active=False)
    clock.wait(minutes=1)
    assert await staff.session(token) is None


async def test_a_working_day_is_the_longest_session(staff, token, clock):
    end = clock.now + timedelta(hours=8)
    while clock.now < end:
        assert await staff.session(token) is not None
        clock.wait(minutes=20)
    assert await staff.session(token) is None


async def test_logging_out_ends_the_session(staff, token):
    await staff.log_out(token)
    assert await staff.session(token) is None


async def test_a_made_up_token_opens_nothing(staff):
    assert await staff.session("x") is None


async def test_a_name_is_given_once(staff, token):
    with pytest.raises(NameTaken):
        await staff.add(" FATIMA ", "Fatima", "first_line")
