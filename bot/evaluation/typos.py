"""Typos of many kinds, made by a seed: the same question always gets the same ones."""

from random import Random

SEED = 12
"""Of every choice that is made here and elsewhere by chance."""
SHORTEST = 4
"""Letters of a word that is mistyped, at least: shorter ones turn into other words."""
SHARE = 0.3
"""Words of a question that are mistyped, at least one."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)
}
"""Keys to the left and right on a keyboard."""
_LOOK_ALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")  # noqa: RUF001 - that they look alike is the point


def _neighbour(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + random.choice(_NEIGHBOURS.get(word[at].lower(), word[at])) + word[at + 1 :]


def _transpose(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _double(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


_WORD_TYPOS = {"neighbour": _neighbour, "transpose": _transpose, "drop": _drop, "double": _double}
KINDS = (*_WORD_TYPOS, "mixed", "look-alike", "capitals", "missing spaces")
"""All kinds; `mixed` draws one of the first four anew for each word."""


def mistype(text: str, kind: str, seed: int) -> str:
    """Return a text with typos of one kind."""
    random = Random(f"{seed} {text}")  # noqa: S311 - typos, not a secret
    match kind:
        case "look-alike":
            return text.translate(_LOOK_ALIKES)
        case "capitals":
            return text.upper()
        case "missing spaces":
            return _joined(text, random)
        case _:
            return _misspelt(text, kind, random)


def _joined(text: str, random: Random) -> str:
    words = text.split(" ")
    if len(words) > 1:
        at = random.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def _misspelt(text: str, kind: str, random: Random) -> str:
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    for at in random.sample(long, min(len(long), max(1, round(SHARE * len(long))))):
        typo = random.choice(list(_WORD_TYPOS.values())) if kind == "mixed" else _WORD_TYPOS[kind]
        words[at] = typo(words[at], random)
    return " ".join(words)
