"""The disclaimer: nothing in it is taken back."""

import pytest

from tests.knowledge.base import DISCLAIMER, MESSAGES, Base, Broken, broken, rewritten

NOT_ADVICE = "These answers are not medical advice."

WEAK = [
    broken(
        "no professional in the short form",
        rewritten(MESSAGES, "short_disclaimer", f'①"{NOT_ADVICE} Please ask a doctor."'),
        "①: the disclaimer must contain the words “healthcare professional” (disclaimer)",
    ),
    broken(
        "no professional",
        rewritten(MESSAGES, "disclaimer", f'①"{NOT_ADVICE} Please ask a doctor."'),
        "①: the disclaimer must contain the words “healthcare professional” (disclaimer)",
    ),
    *(
        broken(
            text,
            rewritten(MESSAGES, "disclaimer", f'①"{NOT_ADVICE} {text}"'),
            "①: the disclaimer must ask for it outright: “Please consult a healthcare professional” "
            "(disclaimer)",
        )
        for text in [
            "A healthcare professional knows more.",
            "You can see a healthcare professional.",
            "It is good to talk to a healthcare professional.",
        ]
    ),
    *(
        broken(
            text,
            rewritten(MESSAGES, "disclaimer", f'①"{text} Please consult a healthcare professional."'),
            "①: the disclaimer must say that the answers are “not medical advice” (disclaimer)",
        )
        for text in [
            "This bot answers.",
            "These answers are good medical advice for you.",
            "Not all of this is advice.",
        ]
    ),
    *(
        broken(
            text,
            rewritten(MESSAGES, "disclaimer", f'①"{NOT_ADVICE} {text}"'),
            f"①: “{hedge}” weakens the disclaimer, say it without (disclaimer)",
        )
        for text, hedge in [
            ("Please consult a healthcare professional if you like.", "if"),
            ("Consult a healthcare professional. This is optional.", "optional"),
            ("Consult a healthcare professional unless you feel well.", "unless"),
            ("Please see a healthcare professional. It is not necessary.", "not necessary"),
            ("Please see a healthcare professional when in doubt.", "when"),
            ("See a healthcare professional. You may want to.", "may"),
            ("Ask a healthcare professional. You don't have to.", "don't"),
            ("Please consult a healthcare professional, but not today.", "but"),
        ]
    ),
    *(
        broken(
            what,
            rewritten(MESSAGES, "disclaimer", f"①{text}"),
            "①: the disclaimer must be one paragraph without <, > and & (disclaimer)",
        )
        for what, text in [
            ("a <", f'"{DISCLAIMER} <b"'),
            ("a >", f'"{DISCLAIMER} b>"'),
            ("an &", f'"{DISCLAIMER} & now."'),
            (
                "two lines",
                "|-\n  These answers are not medical advice.\n  Please consult a healthcare professional.",
            ),
            ("two paragraphs", f'"{NOT_ADVICE}\\n\\nPlease consult a healthcare professional."'),
        ]
    ),
]

STRONG = [
    DISCLAIMER,
    "What this bot says is never medical advice. Always talk to your own healthcare professional.",
    "This bot gives no medical advice. See a healthcare professional about your own health.",
    "Speak with a doctor or a healthcare professional. This bot is not one, and this is not medical advice.",
]


@pytest.mark.parametrize("case", WEAK)
def test_a_disclaimer_that_was_weakened_is_refused(base: Base, case: Broken) -> None:
    """It asks outright to consult a professional, says that this is no advice, and takes nothing back."""
    base.expect(case)


@pytest.mark.parametrize("text", STRONG)
def test_it_may_be_worded_in_many_ways(base: Base, text: str) -> None:
    """What says all of it passes."""
    base.edit(rewritten(MESSAGES, "disclaimer", f'"{text}"'))
    assert base.problems() == []
