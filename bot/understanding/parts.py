"""Two questions in one message, taken apart where a person joined them."""

import re
from collections.abc import Iterator

MOST_JOINTS, MOST_WORDS = 6, 30
"""Places at which a message is tried, and its words: a longer message is a story, not two questions."""

_JOINT = re.compile(r"\?+\s+(?=\S)|[;&\n]|,?\s+(?:and|also|plus)\s+", re.IGNORECASE)


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text before and after each place where it may be two questions."""
    joints = list(_JOINT.finditer(text)) if len(text.split()) <= MOST_WORDS else []
    for joint in joints if len(joints) <= MOST_JOINTS else ():
        yield text[: joint.start()], text[joint.end() :]
