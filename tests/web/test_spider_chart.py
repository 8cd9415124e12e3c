"""Is the chart true to the answers, readable and safe?"""

from xml.etree import ElementTree

import pytest

from bot.web.spider_chart import Axis, spider_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(bands, label="geld"):
    svg = spider_chart([Axis(label, band) for band in bands], "Titel", "Beschrijving")
    root = ElementTree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    return root, {
        kind: len(root.findall(f"{SVG}*[@class='spider__{kind}']")) for kind in ("shape", "line", "dot")
    }


SHAPES = {
    "all answered": ([1, 2, 3, 4, 5], {"shape": 1, "line": 0, "dot": 5}),
    "one gap opens the shape": ([1, None, 3, 4, 5], {"shape": 0, "line": 3, "dot": 4}),
    "two neighbours apart are dots": ([1, None, 3, None], {"shape": 0, "line": 0, "dot": 2}),
    "nothing answered": ([None, None, None], {"shape": 0, "line": 0, "dot": 0}),
}


@pytest.mark.parametrize(("bands", "expected"), SHAPES.values(), ids=SHAPES)
def test_an_unanswered_domain_is_a_gap_not_a_low_point(bands, expected):
    assert drawn(bands)[1] == expected


def test_it_says_what_it_is_in_words():
    root, _ = drawn([1, 2, 3])
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("Titel", "Beschrijving")


def test_names_are_text_whatever_is_in_them():
    root, _ = drawn([1, 2, 3], label="<b>geld</b>")
    assert "".join(root.find(f"{SVG}text").itertext()) == "<b>geld</b>"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_domains_make_no_web(count):
    assert spider_chart([Axis("geld", 1)] * count, "", "") == ""


@pytest.mark.parametrize("label", ["Inzet voor de maatschappij", "Tijdsbesteding", "Sociaal netwerk"])
@pytest.mark.parametrize("count", [3, 8, 13])
def test_every_label_stands_inside_the_picture(count, label):
    root, _ = drawn([3] * count, label=label)
    width, height = map(float, root.get("viewBox").split()[2:])
    outside = [
        span.text
        for text in root.iter(f"{SVG}text")
        for span in text
        if not (inside(text, span, width) and 20 < float(span.get("y")) < height)
    ]
    assert outside == []


def inside(text, span, width):
    """Letters of 20 px are 11 px wide on average."""
    length, x = 11 * len(span.text), float(span.get("x"))
    left = x - {"start": 0, "middle": length / 2, "end": length}[text.get("text-anchor")]
    return left >= 0 and left + length <= width


def test_nothing_in_it_needs_a_looser_security_policy():
    assert [
        word for word in ("style=", "<script", "href") if word in spider_chart([Axis("a", 1)] * 3, "", "")
    ] == []
