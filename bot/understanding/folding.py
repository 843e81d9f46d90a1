"""What a person typed, brought to one plain form: lower-case words of plain letters, single spaces.

A B12 with a Cyrillic letter, in capitals, or in full-width letters is one thing to a person, and must be one
thing to the matcher, to the red flags and to the phrases that editors write. Folding is idempotent.
"""

import re
import unicodedata
from functools import lru_cache

from bot.knowledge.letters import LOOK_ALIKES

MAX_CHARS = 4_096
"""Telegram's longest message: what is understood of one is cut to this, before anything else."""
MOST_LETTERS = 4
"""Letters that one character may stand for; those that stand for a whole phrase (up to 18) are none."""
FEW = 2
"""Words that say little by themselves."""
STORY = 32
"""Words of a message, at most: a longer one is a story, judged by parts, and not taken for questions."""
REMEMBERED = 4_000
"""Words that a cache of words remembers, here and elsewhere: those that people use often."""

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u00b4\uff07`"), "'")
_DROPPED = {"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"}
"""Unicode categories of accents and of characters that can't be seen."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+){0,3}'?")
"""A number, or a word with its clitics: more than three (“it's's's”) are no English."""
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_B_BEFORE_A_NUMBER = re.compile(r"\bв(?=[ -]*\d)")

_CLITICS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS = {
    "it", "that", "this", "what", "who", "how", "where", "when", "why", "there", "here", "he", "she",
    "everything",
}  # fmt: skip
"""Words after which 's means "is"; elsewhere it is a possessive and is dropped."""
SHORT_FORMS = {
    "aint": "is not", "arent": "are not", "bcoz": "because", "bcz": "because", "becoz": "because",
    "becuz": "because", "bout": "about", "cannot": "can not", "cant": "can not", "cld": "could", "cn": "can",
    "couldnt": "could not", "coz": "because", "cud": "could", "cuz": "because", "dat": "that", "dey": "they",
    "didnt": "did not", "dis": "this", "dnt": "do not", "doesnt": "does not", "doin": "doing",
    "dont": "do not", "dunno": "do not know", "enuf": "enough", "enuff": "enough", "evry": "every",
    "feelin": "feeling", "frm": "from", "gettin": "getting", "givin": "giving", "goin": "going",
    "gona": "going to", "gonna": "going to", "gotta": "got to", "gud": "good", "hadnt": "had not",
    "hasnt": "has not", "hav": "have", "havent": "have not", "havin": "having", "hes": "he is",
    "hows": "how is", "hw": "how", "idk": "i do not know", "im": "i am", "isnt": "is not", "ive": "i have",
    "jus": "just", "lng": "long", "mny": "many", "mor": "more", "nd": "and", "nvr": "never", "ppl": "people",
    "shes": "she is", "shld": "should", "shouldnt": "should not", "shud": "should", "sumthin": "something",
    "tak": "take", "takin": "taking", "thats": "that is", "theres": "there is", "theyre": "they are",
    "tryna": "trying to", "ur": "your", "wanna": "want to", "wasnt": "was not", "wats": "what is",
    "wen": "when", "werent": "were not", "whats": "what is", "whch": "which", "wheres": "where is",
    "whn": "when", "whos": "who is", "wht": "what", "wich": "which", "wid": "with", "wil": "will",
    "wiv": "with", "wld": "would", "wont": "will not", "wot": "what", "wots": "what is",
    "wouldnt": "would not", "wud": "would", "youre": "you are", "yr": "your",
}  # fmt: skip
"""Contractions as people type them without the apostrophe, and the short forms of text messages."""


@lru_cache(maxsize=4)  # a message is folded for its alarms and for its question
def fold(text: str) -> str:
    """Return the plain form of `text`: words separated by single spaces."""
    text = text.translate(_PLAIN)
    text = text if text.isascii() else _B_BEFORE_A_NUMBER.sub("b", text)
    # No more words than single letters fit into a message: characters that stand for several make more.
    return " ".join(filter(None, map(_fold_word, _WORD.findall(text)[: MAX_CHARS // 2])))


def look_alikes(word: str) -> str:
    """Return a folded word with every look-alike as the Latin letter, even if the word is real Russian."""
    return word.translate(LOOK_ALIKES)


class _Plain(dict[int, str]):
    """What each character is read as; filled as characters come up."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in "\n\t\r":
            plain = " "
        else:
            # Casefolding and decomposing can each make room for the other (İ, ﬃ), so both are done twice.
            plain = character
            for _ in range(2):
                plain = unicodedata.normalize("NFKD", plain.translate(_APOSTROPHES).casefold())
            plain = "".join(
                c for c in plain.translate(_APOSTROPHES) if unicodedata.category(c) not in _DROPPED
            )
        self[code] = plain if len(plain) <= MOST_LETTERS else " "
        return self[code]


_PLAIN = _Plain()


@lru_cache(maxsize=REMEMBERED)
def _fold_word(word: str) -> str:
    if any("a" <= letter <= "z" or letter.isdigit() for letter in word):
        # It mixes alphabets if there are others; real Russian stays.
        word = look_alikes(word)
    return _expand(_REPEATED.sub(r"\1\1", word)).strip()


def _expand(word: str) -> str:
    """Return a contraction as its words; other apostrophes are dropped."""
    stem, _, clitic = word.rpartition("'")
    bare = word.replace("'", "")
    if not stem or bare in SHORT_FORMS:
        return SHORT_FORMS.get(bare, bare)
    if clitic == "s":
        return f"{stem} is" if stem in _IS else _expand(stem)
    if clitic in _CLITICS:
        return f"{_expand(stem)} {_CLITICS[clitic]}"
    return f"{_expand(stem[:-1])} not" if word.endswith("n't") else bare
