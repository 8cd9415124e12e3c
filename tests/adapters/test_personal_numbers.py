"""Numbers that belong to one person do not get past the mask, whatever stands around them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.personal_numbers import Masked, email_in, mask, phone_in


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn bsn is 111222333 en ik woon hier", Masked("mijn bsn is [bsn] en ik woon hier", ("bsn",))),
        ("111.222.333", Masked("[bsn]", ("bsn",))),
        ("huis 12 111 222 333", Masked("huis 12 [bsn]", ("bsn",))),
        ("NL91ABNA0417164300 en dan", Masked("[iban] en dan", ("iban",))),
        ("nl91 abna 0417 1643 00 graag", Masked("[iban] graag", ("iban",))),
        ("BE68 5390 0754 7034", Masked("[iban]", ("iban",))),
        ("bel 06 1234 5678 of 0031 30 286 00 00", Masked("bel [telefoon] of [telefoon]", ("telefoon",))),
        ("+31 (0)6 12345678", Masked("[telefoon]", ("telefoon",))),
        ("mail jan.de-boer@voorbeeld.nl.", Masked("mail [e-mail].", ("e-mail",))),
        ("ik ben van 12-3-2004", Masked("ik ben van [geboortedatum]", ("geboortedatum",))),
        ("geboren op 12 maart 2004.", Masked("geboren op [geboortedatum].", ("geboortedatum",))),
        # nine digits that fail the 11-proof are no BSN
        ("123456789", Masked("123456789", ())),
        # a postcode, a date, a time and an amount stay
        ("2400 AA 12, 26-11-2026, 1.250,00 euro", Masked("2400 AA 12, 26-11-2026, 1.250,00 euro", ())),
    ],
)
def test_personal_numbers_are_masked_and_others_stay(text: str, masked: Masked) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("bel 06 1234 5678 aub", "+31612345678"),
        ("0031 30 286 00 00", "+31302860000"),
        ("(030) 286 00 00", "+31302860000"),
        ("ik heb geen telefoon", None),
        ("0000000000", None),
    ],
)
def test_a_phone_number_is_found_as_e164(text: str, phone: str | None) -> None:
    assert phone_in(text) == phone


@pytest.mark.parametrize(
    ("text", "email"), [("schrijf naar a.b@voorbeeld.nl!", "a.b@voorbeeld.nl"), ("a@b", None), ("", None)]
)
def test_an_email_address_is_found_as_typed(text: str, email: str | None) -> None:
    assert email_in(text) == email


@given(st.text(), st.text())
def test_a_bsn_between_any_words_is_masked(before: str, after: str) -> None:
    assert "111222333" not in mask(f"{before} 111222333 {after}").text


@given(st.text(alphabet=st.sampled_from("0123456789 .-+@aNL()\x00é"), max_size=400))
def test_any_text_is_masked_without_an_error_and_a_mask_is_final(text: str) -> None:
    once = mask(text).text
    assert (mask(once).text == once, phone_in(text) is None or phone_in(text).startswith("+")) == (True, True)


@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "0612345678 ", "NL91", "a@", "111222333 ", "+31", "0.-", "a.b@c."]
)
def test_twenty_thousand_characters_take_no_noticeable_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    mask(text)
    assert time.process_time() - started < 0.1
