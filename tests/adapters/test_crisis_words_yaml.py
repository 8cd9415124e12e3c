"""A file of crisis words is read whole or refused with its name."""

from pathlib import Path

import pytest

from bot.adapters.crisis_words_yaml import read_crisis_words
from bot.core.crisis import find


def test_a_new_language_is_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "fr.yml"
    path.write_text("sure:\n  suicide: [je veux mourir]\ndoubt: {}\n", encoding="utf-8")
    assert find("Je veux mourir.", read_crisis_words(path)).flags == ("suicide",)


def test_an_unknown_flag_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "fr.yml"
    path.write_text("sure:\n  hunger: [faim]\ndoubt: {}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"fr\.yml: hunger"):
        read_crisis_words(path)


def test_what_is_solved_may_go_for_every_flag_or_for_one(tmp_path: Path) -> None:
    path = tmp_path / "fr.yml"
    path.write_text(
        "sure:\n  shutoff: [pas de gaz]\n  no_heat: [il fait froid]\ndoubt: {}\n"
        "solved:\n  all: [cest fini]\n  shutoff: [le gaz est revenu]\n",
        encoding="utf-8",
    )
    words = read_crisis_words(path)
    texts = ("Pas de gaz, c'est fini", "il fait froid, c'est fini", "il fait froid, le gaz est revenu")
    assert [find(text, words).flags for text in texts] == [(), (), ("no_heat",)]


def test_solved_of_an_unknown_flag_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "fr.yml"
    path.write_text("sure: {}\ndoubt: {}\nsolved:\n  hunger: [jai mange]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"fr\.yml: hunger"):
        read_crisis_words(path)
