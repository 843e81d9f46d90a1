"""Conversations of several messages, through the core."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import NOTHING, Context, How, Turn
from bot.conversation.follow_ups import AsksOn, FollowUps
from bot.evaluation.questions import read_golden
from bot.handlers.contexts import Contexts
from bot.knowledge import HARMLESS, Kind
from bot.knowledge.messages import MISTAKE
from bot.storage.chats import Place
from bot.storage.recent import SECONDS, Recent
from bot.understanding import Understander, Understanding, fold
from bot.understanding.phrases import alternatives, expand
from tests.dialogues import FILE, Step, name, read
from tests.real import real_conversation, real_dialogue, real_knowledge

GOLDEN = read()
MISSES = 5
"""Steps that may miss: a number that may only shrink."""
SHOTS = Context(topics=("shots",))
FOLDER = FILE.parent


def do(step: Step, last: Turn | None) -> Turn:
    """Type a step's words, or press its button."""
    context = last.context if last else NOTHING
    if not step.is_press:
        return real_dialogue().say(step.what, context)
    assert last
    shown = last.reply.choices or real_conversation().compose.quick_replies
    return real_dialogue().tap(next(button.target for button in shown if button.label == step.what), context)


@pytest.mark.parametrize("steps", GOLDEN, ids=name)
def test_a_golden_dialogue_goes_as_it_should(steps: tuple[Step, ...]) -> None:
    """Every message gets its outcome, from its intents; behind a known miss nothing can be told."""
    turn: Turn | None = None
    for step in steps:
        turn = do(step, turn)
        got = (step.what, turn.reply.outcome, turn.reply.intents[: len(step.intents)])
        wanted = (step.what, step.outcome, step.intents)
        if step.is_known_miss and got != wanted:
            return
        assert got == wanted


def test_there_are_dialogues_enough() -> None:
    """Forty or more, of up to six messages."""
    assert len(GOLDEN) >= 40
    assert all(1 <= len(steps) <= 6 for steps in GOLDEN)
    assert sum(step.is_known_miss for steps in GOLDEN for step in steps) <= MISSES


WORDS = st.sampled_from(
    ["why?", "tell me more", "yes", "no", "the first one", "and depression?", "what about vegans", "shots",
     "what causes low b12", "my belly and b12", "asdf", "i want to die", "my b12 is 98", "thanks",
     "/forget", "/start causes", "weather", "¿qué es la b12?", "is it for life?", "how much", "", "/topics"]
)  # fmt: skip


@given(st.lists(WORDS | st.text(max_size=30), max_size=8))
def test_whatever_is_said_in_turn_gets_a_proper_reply(messages: list[str]) -> None:
    """No dialogue makes it raise, fall silent or drop the disclaimer; the same one always goes the same."""
    context = NOTHING
    for message in messages:
        turn = real_dialogue().say(message, context)
        assert turn == real_dialogue().say(message, context)
        assert turn.reply.paragraphs
        assert all(paragraph.text.strip() for paragraph in turn.reply.paragraphs)
        assert turn.reply.text.endswith(real_conversation().compose.disclaimers)
        assert turn.reply.choices or not re.search(r"\b[Tt]ap\b", turn.reply.text)
        assert len(turn.context.topics) <= 2
        assert turn.context.misses <= 2
        context = turn.context


def test_a_question_that_is_clear_is_never_bent() -> None:
    """What is said by itself gets the same reply whatever was talked about."""
    for text in (
        "what causes b12 deficiency",
        "how much b12 should i take",
        "i want to die",
        "my b12 is 141",
        "thanks",
    ):
        alone = real_dialogue().say(text).reply
        for topic in ("shots", "depression", "dose"):
            assert real_dialogue().say(text, Context(topics=(topic,))).reply == alone


RED_FLAGS = [
    question
    for file in read_golden(
        [FOLDER / f"{name}.yaml" for name in ("crisis", "crisis_of_another", "emergency")]
    )
    for question in file.questions
]


@pytest.mark.parametrize("lead_in", ["", "and ", "what about ", "no, i meant ", "/start "])
def test_no_red_flag_gets_lost_in_a_dialogue(lead_in: str) -> None:
    """Whatever was talked about or suggested before: the help lines are those that it gets by itself."""
    befores = (
        Context(topics=("depression",)),
        Context(topics=("shots",), suggested=("causes", "diet"), misses=1),
    )
    for question in RED_FLAGS:
        alone = real_conversation().reply_to(lead_in + question)
        for before in befores:
            turn = real_dialogue().say(lead_in + question, before)
            help_lines = {"crisis", "emergency"} & set(alone.intents)
            assert help_lines <= set(turn.reply.intents), question


@pytest.mark.parametrize("leaning", ["why?", "yes", "no", "ok", "tell me more", "me too", "the first one"])
def test_after_a_crisis_nothing_leans_on_a_vitamin(leaning: str) -> None:
    """A short word after the help lines gets no fact about B12 and no menu, but the way to help again."""
    before = real_dialogue().say("what causes low b12").context
    turn = real_dialogue().say(leaning, real_dialogue().say("i want to die", before).context)
    assert (turn.reply.outcome, turn.reply.intents) == ("red_flag", ("crisis",))
    assert "call 112" in turn.reply.paragraphs[0].text


@pytest.mark.parametrize("word", ["yes", "no", "my belly and b12", "asdf", "the ninth one"])
def test_a_suggestion_never_goes_round_in_circles(word: str) -> None:
    """Whoever chooses nothing sees the same suggestion once more at most, then how to ask, and the menu."""
    turn = real_dialogue().say("my belly and b12")
    first = turn.reply
    replies = [first]
    for _ in range(2):
        turn = real_dialogue().say(word, turn.context)
        replies.append(turn.reply)
    assert replies.count(first) <= 2
    assert real_conversation().compose.rephrase() in replies


@pytest.mark.parametrize("text", ["me too", "that's me", "what should i do", "why not", "and then"])
def test_what_says_little_is_never_guessed_at(text: str) -> None:
    """Without a last topic it gets the menu, how to ask or buttons; with one no gap that it never meant."""
    assert real_dialogue().say(text).reply.outcome in {"fallback", "suggest", "smalltalk"}
    for intent in real_conversation().knowledge.of_kind(Kind.ANSWERED):
        assert real_dialogue().say(text, Context(topics=(intent.id,))).reply.outcome != "gap", intent.id


def test_how_long_is_only_said_of_a_treatment() -> None:
    """Nobody reads “for life” of an illness or a test, where the article is silent."""
    for_life = real_conversation().tap("treatment_duration").intents
    said = [
        intent.id
        for intent in real_conversation().knowledge.of_kind(Kind.ANSWERED)
        if real_dialogue().say("for how long?", Context(topics=(intent.id,))).reply.intents == for_life
    ]
    assert said == ["treatment", "treatment_duration", "shots"]


def test_the_second_one_is_of_what_was_shown_last() -> None:
    """Whatever kind of reply showed it: an old button's, one to a photo, one in another language."""
    last = Context(topics=("causes", "diet"), offered=("causes", "diet"))
    shown = tuple(button.target for button in real_conversation().compose.quick_replies)
    turns = [
        real_dialogue().tap("gone", last),
        real_dialogue().unreadable(last),
        real_dialogue().say("¿qué es la b12?", last),
    ]
    assert [(turn.context.topics, turn.context.offered) for turn in turns] == [(last.topics, shown)] * 3
    assert real_dialogue().say("i want to die", last).context.offered == (MISTAKE,)


def test_two_answers_can_be_chosen_from() -> None:
    """Right after them; then the buttons count."""
    turn = real_dialogue().say("what causes it and how is it diagnosed?")
    assert turn.context.offered == ("causes", "diagnosis")
    assert (
        real_dialogue().say("ok", turn.context).context.offered[0]
        == real_conversation().compose.quick_replies[0].target
    )


@pytest.mark.parametrize("text", ["/help", "/causes", "what causes low b12", "/start i want to die"])
def test_a_message_is_understood_once(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A command, too."""
    understood = []
    understand = real_conversation().understander.understand

    def counted(_: Understander, said: str) -> Understanding:
        understood.append(said)
        return understand(said)

    monkeypatch.setattr(Understander, "understand", counted)
    assert real_dialogue().say(text).understanding
    assert understood == [text]


def test_another_subject_stays_another_subject() -> None:
    """A last topic turns no question about something else into one about B12."""
    for text in (
        "weather tomorrow",
        "who won the match",
        "and the football?",
        "what about my car",
    ):
        assert real_dialogue().say(text, Context(topics=("treatment",))).reply.outcome == "fallback", text


def test_another_disease_gets_no_answer_about_ours() -> None:
    """That the article does not speak of it, at most."""
    for text in ("how is asthma treated", "is hypothyroidism curable", "symptoms of atrophic gastritis"):
        reply = real_dialogue().say(text, Context(topics=("treatment",))).reply
        assert reply.outcome in {"gap", "fallback"}, text


def test_an_example_is_never_swallowed_by_a_follow_up() -> None:
    """At most it asks on about the last topic (“is it bad”); without one it is understood."""
    find = FollowUps(real_knowledge().dialogue).find
    intents = real_knowledge().intents.values()
    names = real_conversation().knowledge.vocabulary.names
    lines = [line for intent in intents if intent.kind is not Kind.OUT_OF_SCOPE for line in intent.examples]
    leanings = {line: [find(fold(said)) for said in expand(line, names)] for line in lines}
    assert [
        line for line, ones in leanings.items() if any(one and not isinstance(one, AsksOn) for one in ones)
    ] == []


def test_no_red_flag_is_a_follow_up_phrase() -> None:
    """Phrases are judged by the phrases of red flags alone: what stands for danger must not be one."""
    find = FollowUps(real_knowledge().dialogue).find
    told = real_knowledge().red_flags.examples
    examples = [e for flag, texts in told.items() if flag != HARMLESS for e in texts]
    assert [text for text in (*examples, *RED_FLAGS) if find(fold(text))] == []


async def test_a_context_lasts_half_an_hour() -> None:
    """Then the chat starts anew, and nothing of the old one is left in memory."""
    now = [0.0]
    kept: Recent[Place, Context] = Recent(lambda: now[0])
    contexts = Contexts(own=kept)
    contexts.keep((1, 0), SHOTS)
    now[0] = SECONDS
    assert await contexts.of((1, 0)) == SHOTS
    now[0] = SECONDS + 1
    assert await contexts.of((2, 0)) == NOTHING
    assert len(kept) == 0


async def test_contexts_are_bounded() -> None:
    """The chat that was silent for longest is forgotten; one with nothing to remember takes no place."""
    kept: Recent[Place, Context] = Recent(remembered=2)
    contexts = Contexts(own=kept)
    for chat in (1, 2, 1, 3):
        contexts.keep((chat, 0), SHOTS)
    contexts.keep((4, 0), NOTHING)
    assert len(kept) == 2
    assert await contexts.of((2, 0)) == NOTHING
    assert await contexts.of((1, 0)) == SHOTS
    contexts.keep((1, 0), NOTHING)
    assert len(kept) == 1


async def test_a_topic_of_a_forum_is_a_conversation_of_its_own() -> None:
    """What is talked about in one is nothing that another can lean on; both can be forgotten at once."""
    kept: Recent[Place, Context] = Recent()
    contexts = Contexts(own=kept)
    contexts.keep((1, 7), SHOTS)
    contexts.keep((1, 8), Context(topics=("diet",)))
    assert (await contexts.of((1, 7)), await contexts.of((1, 9))) == (SHOTS, NOTHING)
    contexts.forget(1)
    assert len(kept) == 0


def test_more_goes_through_all_topics_and_ends_with_the_menu() -> None:
    """Of each topic its lead, then the rest; nothing is told twice, and there is an end."""
    turn = real_dialogue().say("what causes low b12")
    told = [turn.reply.intents[0]]
    while (turn := real_dialogue().say("tell me more", turn.context)).reply.outcome == "answer":
        told.append(turn.reply.intents[0])
    answered = len(real_knowledge().of_kind(Kind.ANSWERED))
    assert len(set(told)) == answered
    assert len(told) <= 2 * answered
    assert len(turn.reply.buttons) == answered


@pytest.mark.parametrize(
    "text", ["tell me mroe", "the secnd one", "does it hrut", "where is taht from", "who gives thm"]
)
def test_a_slip_of_the_finger_counts(text: str) -> None:
    """In a phrase that is long enough; nothing that is understood by itself is bent."""
    turn = real_dialogue().say(text, real_dialogue().say("do b12 shots give energy").context)
    assert turn.how in {How.PHRASE, How.CHOICE}
    assert turn.reply.outcome not in {"fallback", "suggest"}


def test_are_you_sure_names_the_section() -> None:
    """After an answer the section it is from; after a gap, or nothing, what is known of the article."""
    heading = "From the article's section “Treatment for Vitamin B12 Deficiency”"
    after = {
        topic: real_dialogue().say("says who?", Context(topics=topic)).reply
        for topic in ((), ("dose",), ("shots",))
    }
    assert [heading in reply.text for reply in after.values()] == [False, False, True]
    assert all("restate one article" in reply.text for reply in after.values())


@pytest.mark.parametrize("topic", sorted(real_conversation().knowledge.intents))
def test_and_me_gets_no_verdict_after_any_topic(topic: str) -> None:
    """Nor do other follow-ups get nothing."""
    if real_conversation().knowledge.intents[topic].kind not in {Kind.ANSWERED, Kind.GAP}:
        return
    for text in ("and me?", "what about me"):
        assert real_dialogue().say(text, Context(topics=(topic,))).reply.outcome == "personal"
    for text in (
        "why?",
        "tell me more",
        "are you sure?",
        "does it hurt?",
        "who gives them?",
        "how?",
        "like what?",
    ):
        assert real_dialogue().say(text, Context(topics=(topic,))).reply.outcome not in {
            "fallback",
            "suggest",
        }, text


@pytest.mark.parametrize(
    "text",
    [
        "lol",
        "haha",
        "hmm",
        "wow",
        "ok",
        "you're useless",
        "stupid bot",
        "that is wrong",
        "oh no",
        "will you marry me",
    ],
)
def test_remarks_get_a_kind_word(text: str) -> None:
    """With a topic and without, brief, with the topics to go on with; never a miss."""
    for context in (NOTHING, SHOTS, Context(misses=1)):
        turn = real_dialogue().say(text, context)
        assert (turn.reply.outcome, turn.context.topics, turn.context.misses) == (
            "smalltalk",
            context.topics,
            0,
        )
        assert turn.reply.quick_replies
        assert sum(len(paragraph.text) for paragraph in turn.reply.paragraphs) < 200


def test_every_follow_up_phrase_says_one_thing() -> None:
    """However it is written out, and with a choice of words."""
    dialogue = real_conversation().knowledge.dialogue
    said = [text for phrase in dialogue.phrases for text in set(alternatives(phrase))]
    assert sorted(said) == sorted(set(said))


def test_forgetting_is_for_the_whole_chat() -> None:
    """However the command is written; no other command does."""
    for text in ("/forget", "/Forget", "/forget@b12bot", "/forget please"):
        assert real_dialogue().say(text, SHOTS).forgets
        assert real_dialogue().say(text, SHOTS).context == NOTHING
    for text in ("/forgetful", "/help", "forget"):
        assert not real_dialogue().say(text, SHOTS).forgets


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuáles son los síntomas de la falta de b12?", "inglés."),
        ("quais são os sintomas da falta de b12", "inglês."),
        ("quels sont les symptômes de la carence", "anglais."),
        ("was sind die Ursachen und wie ist die Behandlung", "Englisch."),
        ("apa gejala kekurangan b12 dan bagaimana pengobatannya", "Inggris."),
        (
            "\u043a\u0430\u043a\u0438\u0435 \u0441\u0438\u043c\u043f\u0442\u043e\u043c\u044b b12",
            "\u043f\u043e-\u0430\u043d\u0433\u043b\u0438\u0439\u0441\u043a\u0438.",
        ),
        ("बी12 की कमी के लक्षण क्या हैं", "अंग्रेज़ी"),
        ("ما هي أعراض نقص فيتامين ب12", "الإنجليزية"),
    ],
)
def test_another_language_is_told_in_its_own_words(text: str, language: str) -> None:
    """One line in that language, the menu, and the disclaimer."""
    reply = real_conversation().reply_to(text)
    assert language in reply.text
    assert reply.quick_replies


def test_a_gap_that_was_just_named_is_named_shortly() -> None:
    """A new question that the same gap answers is told that this is not in the article, either."""
    turn = real_dialogue().say("which foods have b12")
    again = real_dialogue().say("does tofu count", turn.context)
    assert again.reply.intents == turn.reply.intents == ("foods",)
    assert len(again.reply.text) < len(turn.reply.text)
    assert again.reply.buttons == turn.reply.buttons


@pytest.mark.parametrize(
    ("told", "asked", "is_of_it"),
    [
        ("my aunt has lupus", "why does it lower b12", True),
        ("my aunt has lupus", "is it curable", False),
        ("what is pernicious anemia", "is it dangerous", False),
        ("what is atrophic gastritis", "how is it related to b12", True),
    ],
)
def test_an_answer_that_is_not_of_the_name_says_so(told: str, asked: str, *, is_of_it: bool) -> None:
    """Nothing that the article says of a deficiency is passed off as said of a disease."""
    turn = real_dialogue().say(asked, real_dialogue().say(told).context)
    assert turn.reply.outcome == "answer"
    assert ("does not say that of" in turn.reply.text) is not is_of_it
    assert turn.context.name
    assert not real_dialogue().say("what causes low b12", turn.context).context.name
    assert not real_dialogue().tap("shots", turn.context).context.name


def test_an_answer_that_was_just_given_is_short() -> None:
    """It begins with that it is said once more."""
    turn = real_dialogue().say("what are the symptoms of low b12")
    again = real_dialogue().say("name the symptoms of low b12", turn.context).reply
    assert again.paragraphs[0] == turn.reply.paragraphs[0]
    assert again.paragraphs[1].text.startswith("Once more")
    assert again.paragraphs[2] == turn.reply.paragraphs[1]
    assert len(again.paragraphs) < len(turn.reply.paragraphs)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("who wrote it", "The article does not say who wrote"),
        ("is the author a physician", "The article does not say who wrote"),
        ("can i trust this", "Please do not believe"),
        ("are you a doctor", "You are talking with a program"),
        ("does anybody keep my messages", "What is kept"),
    ],
)
def test_who_is_talking_leads_with_what_was_asked(asked: str, leads: str) -> None:
    """Each question of the bot and its article has a paragraph of its own."""
    assert real_dialogue().say(asked).reply.text.startswith(leads)
