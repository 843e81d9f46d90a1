"""The page is well-formed, whatever stands in questions and labels."""

from xml.etree import ElementTree as ET

from bot.evaluation import page
from bot.evaluation.measured import Measured, OrdinaryReplies, Sweep
from bot.evaluation.verdict import Verdict

HOSTILE = """<b>&"'"""


def test_names_are_text() -> None:
    """None of them opens a tag or ends an attribute."""
    measured = Measured(
        examples=1,
        judged=[],
        typed={HOSTILE: [Verdict.RIGHT]},
        sweeps=[Sweep("gaps", 60, [1] * 101, [0] * 101, [0] * 101)],
        ordinary=OrdinaryReplies(2, {}, {}),
    )
    body = page.of(measured).partition("<main>")[2].partition("</main>")[0]
    cells = [cell.text for cell in ET.fromstring(f"<main>{body}</main>").iter("th")]  # noqa: S314 - our own
    assert HOSTILE in cells
    assert "60 (chosen)" in cells
