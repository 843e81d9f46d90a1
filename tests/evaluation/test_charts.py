"""Charts are whole XML, whatever stands in the names."""

from xml.etree import ElementTree as ET

from bot.evaluation import charts

HOSTILE = """<b>&"'"""


def test_names_are_text_and_pictures_well_formed() -> None:
    """None of them opens a tag or ends an attribute."""
    pictures = [
        charts.stacked(HOSTILE, HOSTILE, {HOSTILE: {"right": 1, "wrong": 3}, "none": {"right": 0}}),
        charts.paired(HOSTILE, HOSTILE, {HOSTILE: {HOSTILE: 50.0}}),
        charts.counted(HOSTILE, HOSTILE, {HOSTILE: ("wrong", 2)}),
        charts.areas(HOSTILE, HOSTILE, {"right": [1] * 101, "wrong": [0] * 101}, 60),
        charts.matrix(HOSTILE, HOSTILE, [HOSTILE], ["b"], {(HOSTILE, "b"): 2}),
    ]
    for picture in pictures:
        title, description, *_ = ET.fromstring(picture)  # noqa: S314 - our own
        assert (title.text, description.text) == (HOSTILE, HOSTILE)


def test_parts_are_as_wide_as_their_shares() -> None:
    """One of four is a quarter of the bar."""
    picture = ET.fromstring(charts.stacked("a", "b", {"row": {"right": 1, "wrong": 3}}))  # noqa: S314 - our own
    right, wrong = (float(bar.get("width", "")) for bar in picture.iter("rect"))
    assert wrong == 3 * right
