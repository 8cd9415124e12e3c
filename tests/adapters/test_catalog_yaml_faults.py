"""Whoever mistypes a file reads where, and what to do, without knowing how YAML is read."""

from __future__ import annotations

import pytest
import yaml

from bot.adapters.catalog_yaml_faults import yaml_fault

MISTYPED = {
    "an apostrophe at the beginning": ("a: 1\nb: 's avonds\n", "line 2", "a quotation mark is not closed"),
    "a colon in a text": ("a: open: maandag\n", "line 1", "a text with a colon in it"),
    "too many spaces": ("a:\n  b: 1\n   c: 2\n", "line 3", "a key begins below the key before it"),
    "too few spaces": ("a:\n  b: 1\n c: 2\n", "line 3", "too many or too few spaces"),
    "a tab": ("a:\n\tb: 1\n", "line 2", "a tab or a sign"),
    "a list that stays open": ("a: 1\nb: [1, 2\nc: 3\n", "line 2", "a bracket is not closed"),
    "no comma between keys": ("a: {b: 1 c: 2}\n", "line 1", "or a comma is missing"),
    "words after a quotation": ("a: 'De Brug' in Venhoek\n", "line 1", "does not end well"),
    "a star": ("a: *veen\n", "line 1", "found undefined alias"),
}


@pytest.mark.parametrize(("content", "where", "what"), MISTYPED.values(), ids=MISTYPED)
def test_a_mistake_is_told_with_its_line_and_what_to_do(content, where, what):
    with pytest.raises(yaml.YAMLError) as raised:
        yaml.load(content.encode(), yaml.CSafeLoader)
    key, told = yaml_fault(raised.value)
    assert (key, told.startswith("cannot be read: "), what in told) == (where, True, True)


def test_a_mistake_without_a_line_is_told_in_the_words_of_the_reader():
    assert yaml_fault(OSError("no such file")) == ("file", "cannot be read: no such file")
