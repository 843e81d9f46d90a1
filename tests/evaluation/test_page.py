"""The page is well-formed, whatever stands in questions and labels."""

from xml.etree import ElementTree as ET

from bot.evaluation import page
from bot.evaluation.measured import Measured
from bot.evaluation.verdict import Verdict

HOSTILE = """<b>&"'"""


def test_names_are_text() -> None:
    """None of them opens a tag or ends an attribute."""
    measured = Measured(examples=1, judged=[], typed={HOSTILE: [Verdict.RIGHT]})
    body = page.of(measured).partition("<main>")[2].partition("</main>")[0]
    cells = [cell.text for cell in ET.fromstring(f"<main>{body}</main>").iter("th")]  # noqa: S314 - our own
    assert HOSTILE in cells
