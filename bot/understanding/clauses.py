"""Where a message may be several questions: before each clause that asks, or at every joint."""

import re

from bot.understanding.folding import STORY

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_ASKING = r"(?:wh?at|which|how|why|when|where|who|can|could|do|does|did|is|are|should|will|would|whether)s?\b"
_OPENING = r"(?:how|what|why|when|where|which|who)\s(?:do|does|did|is|are|can|should|will|would)\b"
"""What a question begins with that has no sign before it."""
_WHETHER = r"(?:just|only|about|due|from|because|caused|what|good|more|for|at\sleast|also)\b"
"""What “or is it” begins another question with, and does not turn the first one round."""
_JOINT = re.compile(
    rf"""( (?<=[.?!])\s+ | [;:&+/,(\n]
        | \s (?:(?:and|but)\salso|and|n|nd|also|plus|but|then|(?<!work\s)(?<!works\s)as\swell\sas
            | (?:so|[-\u2013\u2014])(?=\s{_ASKING}) | or(?=\s(?!is\sit\s(?!{_WHETHER})){_ASKING})
            | i(?:'d|\swould)\slike\sto\sknow) \s
        | (?:^|\s) (?:\(?[\da-d]\)|\d\.|\u2022) \s
        | (?<=\w)\s(?={_OPENING}) )""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(r"(\bbetween\W+(?:\S+\s+){1,3}?)and\s", re.IGNORECASE)
"""“The difference between the lack and the anemia” has no joint."""
_REQUESTS = (
    r"(?:tell me|explain|describe|(?:want|like|need) to know|would like|wonder(?:ing)?|differences?)\b"
)
_ASKS = re.compile(rf"\b(?:{_ASKING}|{_REQUESTS})", re.IGNORECASE)
_BEGINS = re.compile(
    rf"\W*(?:(?:and|but|so|also|then|now|ok|well|please)\W+)*(?:{_ASKING}|{_REQUESTS}|any\b)", re.IGNORECASE
)
_TELLS = re.compile(r"\b(?:i|we|he|she|nobody|my|our|his|her|im|ive|hes|shes)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\b\d")


def _cut(text: str) -> list[str]:
    """Return a text at every joint, and the joints between."""
    return _JOINT.split(_BETWEEN.sub(r"\1with ", text))


def questions_of(message: str) -> list[str]:
    """Return a message cut before each sentence and clause that asks; a story as one."""
    if len(message.split()) > STORY:
        return [message]
    questions = [""]
    for sentence in _SENTENCE.split(message):
        first, *rest = _cut(sentence)
        if asks(sentence):
            questions.append(first)
        else:
            questions[-1] += f" {first}"
        for joint, clause in zip(rest[::2], rest[1::2], strict=True):
            if asks(clause):
                questions.append(clause)
            else:
                questions[-1] += joint + clause
    return list(filter(str.strip, questions)) or [message]


def clauses_of(message: str) -> list[str]:
    """Return a message cut at every joint; all of it as one where it is a story."""
    if len(message.split()) > STORY:
        return [message]
    return list(filter(str.strip, _cut(message)[::2])) or [message]


def asks(clause: str) -> bool:
    """Say whether a clause looks like a question."""
    return "?" in clause or bool(_ASKS.search(clause))


def begins_as_question(clause: str) -> bool:
    """Say whether a clause is surely a question, for what tells something may have such a word, too."""
    return bool(_BEGINS.match(clause)) or clause.rstrip().endswith("?")


def may_be_listed(clause: str) -> bool:
    """Say whether a clause neither asks nor tells of somebody: “side effects”, unlike “I have headaches”."""
    return not any(one.search(clause) for one in (_ASKS, _TELLS, _FIGURE))


def may_ask(clause: str) -> bool:
    """Say whether a clause asks, or may be a topic."""
    return asks(clause) or begins_as_question(clause) or may_be_listed(clause)


def is_question(message: str) -> bool:
    """Say whether a message surely asks, and does not only tell of something."""
    return any(map(begins_as_question, clauses_of(message)))


def is_told(message: str) -> bool:
    """Say whether a message only tells of somebody."""
    return bool(_TELLS.search(message)) and not is_question(message)
