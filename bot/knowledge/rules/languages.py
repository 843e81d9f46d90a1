"""Rules about languages: lines that say what they must."""

import unicodedata
from collections.abc import Iterator

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules.registry import Finding, rule


@rule("language")
def _languages(knowledge: Knowledge) -> Iterator[Finding]:
    for language in knowledge.languages:
        if any(map(str.isdigit, language.reply)):
            yield language.reply, "a figure is left over, say only that the bot speaks English"
        if language.script is None and not (language.words or language.sure):
            yield language.name, f"nothing tells “{language.name}” from English, add its script or its words"
        if language.script and not _is_written_in(language.script, language.reply):
            what = f"the reply of “{language.name}” has no letter of the script “{language.script}”"
            yield language.script, f"{what}, name the script that it has"
        for word in (*language.words, *language.sure):
            if len(word.split()) > 1:
                yield word, f"“{word}” is more than one word, split it: they are looked up one by one"


def _is_written_in(script: Text, reply: Text) -> bool:
    return any(unicodedata.name(letter, "").partition(" ")[0] == script for letter in reply)
