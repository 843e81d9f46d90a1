"""Rules about what refers to what: ids, answers, follow-ups, and the sentences of the article."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from bot.knowledge.intents import Kind
from bot.knowledge.messages import ANY_TOPIC, NEXT, NO_TOPIC, PAGE, PERSONAL, SAME, SOURCE, VALUE
from bot.knowledge.model import FULL_SCORE, UNFORESEEN, Knowledge
from bot.knowledge.problems import Text
from bot.knowledge.rules import Finding, Rules

RULES = Rules()

SMALL_TALK = {"greeting", "thanks", "goodbye", "help", "about"}
"""The small-talk intents that the conversation knows."""
FOLLOW_UPS = 4
"""Buttons under an answer before they look like a menu."""


@RULES.add("unknown-id", across=True)
def _unknown_ids(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    answered = {intent.id for intent in knowledge.of_kind(Kind.ANSWERED)}
    topics = answered | {intent.id for intent in knowledge.of_kind(Kind.GAP)}
    concerns = {f"{PERSONAL}{flag.concern}" for flag in knowledge.red_flags.flags if flag.concern}
    pages = {f"{PAGE}{page}" for page in knowledge.messages.commands}
    pages |= {f"{intent.id}.{facet.id}" for intent in knowledge.intents.values() for facet in intent.facets}
    talk = {intent.id for intent in knowledge.of_kind(Kind.SMALL_TALK)}
    leads = {SAME, NEXT, SOURCE, UNFORESEEN, *pages, *talk, *topics, *concerns}
    dialogue, vocabulary = knowledge.dialogue, knowledge.vocabulary
    more = dialogue.more.leads_to
    follow_ups = (*dialogue.vague, *dialogue.follow_ups, *dialogue.referents, *dialogue.mentions)
    named_lists = (*vocabulary.ours, *vocabulary.near, *vocabulary.elsewhere, *vocabulary.decisive)
    used = chain(
        (("statement", article.statements, text) for text in _used_statements(knowledge)),
        (("statement", article.statements, text) for group in article.together for text in group),
        (("answered intent", answered, text) for i in knowledge.intents.values() for text in i.follow_ups),
        (("section", article.sections, one.section) for one in article.citing),
        (("answered intent", answered, text) for text in chain.from_iterable(more.items())),
        (("topic", {ANY_TOPIC, NO_TOPIC, *topics}, text) for each in follow_ups for text in each.leads_to),
        (("lead", leads, text) for each in follow_ups for text in each.leads_to.values()),
        (("list of names", knowledge.vocabulary.names, text) for text in named_lists),
        (("answered intent", answered, text) for text in vocabulary.near.values()),
        (("resource", knowledge.red_flags.resources, text) for text in _named_resources(knowledge)),
    )
    for what, known, text in used:
        if text and text not in known:
            yield text, f"there is no {what} “{text}”, use an existing id or add it"


@RULES.add("reserved-id", across=True)
def _reserved_ids(knowledge: Knowledge) -> Iterator[Finding]:
    if intent := knowledge.intents.get(UNFORESEEN):
        yield intent.id, f"“{UNFORESEEN}” stands for what no intent foresaw, rename the intent"


@RULES.add("missing-intent", across=True)
def _missing_intents(knowledge: Knowledge) -> Iterator[Finding]:
    if not knowledge.of_kind(Kind.ANSWERED):
        yield knowledge.messages.disclaimer, "nothing is “answered” in intents.yaml, add an intent"
    for missing in SMALL_TALK - {intent.id for intent in knowledge.of_kind(Kind.SMALL_TALK)}:
        at = next(iter(knowledge.intents.values())).id
        yield at, f"the intent “{missing}” is missing under “{Kind.SMALL_TALK}”, add it"
    texts = knowledge.messages.smalltalk
    led_to = SMALL_TALK | {intent.id for intent in knowledge.of_kind(Kind.SMALL_TALK)}
    for missing in led_to - texts.keys():
        yield knowledge.messages.disclaimer, f"the text of “{missing}” is missing under “smalltalk”, add it"
    for unused in texts.keys() - led_to:
        at = texts[unused][0] if texts[unused] else knowledge.messages.disclaimer
        yield at, f"no intent leads to the text of “{unused}”, add the intent or remove the text"


@RULES.add("missing-concern", across=True)
def _missing_concern(knowledge: Knowledge) -> Iterator[Finding]:
    concerns = {flag.concern for flag in knowledge.red_flags.flags}
    for word in knowledge.vocabulary.value_words[:1] if VALUE not in concerns else ():
        yield word, f"a value is answered as the concern “{VALUE}”, add it to “personal” in red_flags.yaml"


@RULES.add("unused-statement", across=True)
def _unused_statements(knowledge: Knowledge) -> Iterator[Finding]:
    used = set(_used_statements(knowledge))
    for statement in knowledge.article.statements.values():
        if statement.id not in used:
            yield statement.id, f"no answer uses the statement “{statement.id}”, use it or remove it"


@RULES.add("unused-resource", across=True)
def _unused_resources(knowledge: Knowledge) -> Iterator[Finding]:
    named = set(_named_resources(knowledge))
    for resource in knowledge.red_flags.resources.values():
        if resource.id not in named:
            yield resource.id, f"no reply names the resource “{resource.id}”, name it or remove it"


@RULES.add("checked-on")
def _checked_on(knowledge: Knowledge) -> Iterator[Finding]:
    for resource in knowledge.red_flags.resources.values():
        try:
            date.fromisoformat(resource.checked_on)
        except ValueError:
            text = f"“{resource.checked_on}” is no day, write the day its source was read: 2026-01-31"
            yield resource.checked_on, text


@RULES.add("number-in-text", across=True)
def _numbers_in_text(knowledge: Knowledge) -> Iterator[Finding]:
    for resource in knowledge.red_flags.resources.values():
        for number in resource.numbers:
            if number not in resource.text:
                yield number, f"the text of “{resource.id}” does not have “{number}”, write both alike"


@RULES.add("sentence-range", across=True)
def _sentence_ranges(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    for one in article.citing:
        section = article.sections.get(one.section)
        for sentence in one.sentence:
            if section and not 1 <= sentence <= section.sentences:
                remedy = f"the section has sentences 1 to {section.sentences}"
                yield one.section, f"there is no sentence {sentence} in “{section.id}”: {remedy}"


@RULES.add("uncited-sentence", across=True)
def _uncited_sentences(knowledge: Knowledge) -> Iterator[Finding]:
    article = knowledge.article
    cited = {(str(one.section), sentence) for one in article.citing for sentence in one.sentence}
    for section in article.sections.values():
        for sentence in range(1, section.sentences + 1):
            if (section.id, sentence) not in cited:
                remedy = "restate it or list it under not_restated"
                yield section.id, f"no statement restates sentence {sentence} of “{section.id}”, {remedy}"


@RULES.add("together", across=True)
def _together(knowledge: Knowledge) -> Iterator[Finding]:
    for group in knowledge.article.together:
        for used in _answers(knowledge):
            given = tuple(statement for statement in used if statement in group)
            if given and given != group:
                yield given[0], f"these statements go together, in this order: {', '.join(group)}"


@RULES.add("repeated-statement", across=True)
def _repeated_statements(knowledge: Knowledge) -> Iterator[Finding]:
    grouped = set(chain.from_iterable(knowledge.article.together))
    for used in _answers(knowledge):
        for at, statement in enumerate(used):
            if statement in used[:at] and statement not in grouped:
                yield statement, f"“{statement}” is given twice here, remove one"


@RULES.add("follow-ups", across=True)
def _follow_ups(knowledge: Knowledge) -> Iterator[Finding]:
    for intent in knowledge.intents.values():
        if len(intent.follow_ups) > FOLLOW_UPS:
            what = f"“{intent.id}” has {len(intent.follow_ups)} follow-ups"
            yield intent.id, f"{what}, keep at most {FOLLOW_UPS}"
        for text, count in Counter((intent.id, *intent.follow_ups)).items():
            if count > 1:
                yield text, f"“{intent.id}” offers “{text}” twice or offers itself, remove one"


@RULES.add("gap-words", across=True)
def _gap_words(knowledge: Knowledge) -> Iterator[Finding]:
    told = dict[str, Text]()
    names = tuple(chain.from_iterable(knowledge.vocabulary.names.values()))
    for gap in knowledge.of_kind(Kind.GAP):
        examples = "\n".join((*gap.examples, *names))
        for word in gap.words:
            if word not in examples:
                yield word, f"no example of “{gap.id}” has “{word}”, add one or remove the word"
            if told.setdefault(word, gap.id) != gap.id:
                yield word, f"“{word}” tells of “{told[word]}” already, remove one"


@RULES.add("score-range")
def _bands(knowledge: Knowledge) -> Iterator[Finding]:
    for name, band in knowledge.red_flags.bands.items():
        # One that no message reaches is better than one that all do.
        if isinstance(name, Text) and not 0 < band.line <= band.takes_over < FULL_SCORE:
            yield name, f"write 0 < line <= takes_over < {FULL_SCORE}, or run “evaluate --calibrate”"


def _used_statements(knowledge: Knowledge) -> Iterator[Text]:
    yield from chain.from_iterable(_answers(knowledge))
    yield from chain.from_iterable(intent.leads for intent in knowledge.intents.values())


def _answers(knowledge: Knowledge) -> Iterator[tuple[Text, ...]]:
    """Yield the statements of each reply that gives some."""
    yield from (intent.answer for intent in knowledge.intents.values())
    yield from (flag.statements for flag in knowledge.red_flags.flags)


def _named_resources(knowledge: Knowledge) -> Iterator[Text]:
    flags = knowledge.red_flags
    yield from filter(None, (flags.help_line, *(one.line for one in flags.resources.values())))
    yield from chain.from_iterable(one.instead_of for one in flags.resources.values())
    yield from chain.from_iterable(flag.resources for flag in flags.flags)
