"""What follows an alarm: help first, for half an hour."""

import pytest

from bot.conversation import Dialogue, Help, Outcome
from bot.conversation.after_alarm import SECONDS
from tests.real import real_conversation, real_dialogue


def test_an_alarm_is_heeded_for_half_an_hour() -> None:
    """Of the last one; after it the chat is as any other."""
    now = [0.0]
    dialogue = Dialogue(real_conversation(), lambda: now[0])
    context = dialogue.say("i want to die").context
    for when, helps in ((SECONDS, Help.TAKES_OVER), (SECONDS + 1, Help.NONE)):
        now[0] = when
        assert dialogue.say("thanks", context).reply.help is helps
    now[0] = 60.0
    again = dialogue.say("i can't breathe", context).context
    now[0] = SECONDS + 1
    assert dialogue.say("thanks", again).reply.intents == ("emergency",)


@pytest.mark.parametrize("alarm", ["i want to die", "i can't breathe", "my brother says he wants to die"])
def test_help_is_never_put_in_the_same_words_twice_in_a_row(alarm: str) -> None:
    """Whatever is said: of three replies in a row no two are alike, and each has the number first."""
    turn = real_dialogue().say(alarm)
    texts = [turn.reply.text]
    for message in ("ok", "qwertz", alarm, "number", "hello?", alarm):
        turn = real_dialogue().say(message, turn.context)
        assert turn.reply.help is Help.TAKES_OVER
        assert "112" in turn.reply.text[:220]
        assert turn.reply.text not in texts[-2:]
        texts.append(turn.reply.text)


@pytest.mark.parametrize(
    "page", ["/start", "/help", "/topics", "/source", "/privacy", "/nonsense", "/forget", "/causes"]
)
def test_no_page_ends_it(page: str) -> None:
    """Each is shown below help, and what asks nothing gets help after it."""
    turn = real_dialogue().say(page, real_dialogue().say("i want to die").context)
    assert "call 112" in turn.reply.paragraphs[0].text
    assert real_dialogue().say("thanks", turn.context).reply.help is Help.TAKES_OVER


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("i took them", "emergency"),
        ("it was a mistake, i swallowed all of it", "emergency"),
        ("false alarm, but i am still scared", "crisis"),
        ("i called but nobody answers", "crisis"),
        ("should i give him b12", "crisis"),
        ("im ok with it, its time", "crisis"),
        ("i am fine now, goodbye forever", "crisis"),
        ("they said i am better off dead", "crisis"),
        ("nobody is coming", "crisis"),
        ("i am not joking", "crisis"),
    ],
)
def test_what_sounds_like_an_end_is_none(message: str, intent: str) -> None:
    """A deed, a doubt, a question that is meant for a person: help is the reply."""
    reply = real_dialogue().say(message, real_dialogue().say("i want to die").context).reply
    assert (reply.help, reply.intents) == (Help.TAKES_OVER, (intent,))
    assert ("1-800-222-1222" in reply.text) == (intent == "emergency")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("i'm safe dont worry", "That is good to hear"),
        ("no shes in hospital, safe", "That is good to hear"),
        ("the doctor says its nothing", "That is good to hear"),
        ("ambulance is coming", "It is good that you are getting help"),
        ("i called them", "It is good that you are getting help"),
        ("my mum is with me", "It is good that you are getting help"),
        ("i dont want a hotline", "it is not the only way"),
        ("please stop sending me numbers", "it is not the only way"),
        ("don't ask me to ring anybody", "it is not the only way"),
        ("i'm sitting in the er already", "It is good that you are getting help"),
        ("my cousin is driving me to the hospital", "It is good that you are getting help"),
        ("got hold of her, she is with our aunt", "That is good to hear"),
        ("home again, they put in eight stitches", "That is good to hear"),
        ("could i ask something about vitamins instead", "Yes, you can ask"),
        ("thanks for being nice", "You are welcome"),
    ],
)
def test_who_is_safe_has_called_refuses_or_gives_thanks_is_heard(message: str, words: str) -> None:
    """A kind word of its own, and where help is to be had, whatever happens next."""
    turn = real_dialogue().say(message, real_dialogue().say("i want to die").context)
    assert words in turn.reply.text
    assert "call 112" in turn.reply.text
    assert turn.reply.help is Help.TAKES_OVER
    again = real_dialogue().say(message, turn.context).reply
    assert again.help is Help.TAKES_OVER


@pytest.mark.parametrize(
    ("alarm", "message", "words"),
    [
        ("my aunt overdosed", "r u even human", "only a program"),
        ("my aunt overdosed", "she lives three hours away by herself", "say all you know of where"),
        ("my aunt overdosed", "i have no idea where she is, no address", "without the address"),
        ("my aunt overdosed", "she was probably just tired", "It may be nothing, but"),
        ("my aunt overdosed", "she will hate me if i phone them", "a life comes first"),
        ("i want to die", "im in dublin", "Thank you for saying where"),
        ("i want to die", "please do not tell my dad", "does not tell anyone you know"),
        ("i want to die", "i am just 13", "Childline"),
        ("i want to die", "i am just 13", "SHOUT"),
        ("i want to die", "is there somebody to text", "you can write"),
        ("i want to die", "i lost my brother last autumn", "great loss"),
        ("i want to die", "it only leaves me in a queue", "not the only way"),
        ("my friend wants to kill herself", "she hung up", "someone to go there now"),
        ("my friend wants to kill herself", "she says that she has a plan", "do not leave them alone"),
        ("my friend wants to kill herself", "will talking make things worse", "calmly and openly"),
        ("my friend wants to kill herself", "she keeps saying that", "take it seriously"),
        ("my aunt overdosed", "what shall i tell the medics", "Say where you are"),
        ("my aunt overdosed", "it was not done on purpose", "even if it was an accident"),
        ("my aunt overdosed", "can i give her some milk", "before you give anything"),
        ("i can't breathe", "i think it's my anemia", "can't tell what is behind it"),
        ("my aunt overdosed", "i'm too embarrassed to ring", "Nobody will blame you"),
        ("my aunt overdosed", "no other tablets, just b12", "tell that to the people"),
        ("i can't breathe", "must i still go to the hospital", "Please get help now all the same"),
        ("i can't breathe", "could this be from the shot", "can't tell what is behind it"),
        ("i can't breathe", "i only want to know about b12", "can't wait"),
        ("i want to die", "could you please listen to me", "only a program"),
        ("i want to die", "sorry for bothering you with this", "nothing to be sorry for"),
        ("i want to die", "i feel stupid ringing strangers, it's awkward", "not the only way"),
    ],
)
def test_the_help_comes_whole_only_once(alarm: str, message: str, words: str) -> None:
    """What is no question gets a short reply of its kind; an emergency has the number to call first."""
    turn = real_dialogue().say(alarm)
    reply = real_dialogue().say(message, turn.context).reply
    assert words in reply.text
    assert len(reply.text) < len(turn.reply.text) or turn.reply.intents == ("emergency",)
    assert ("Call your local emergency number now" in reply.text) == (turn.reply.intents == ("emergency",))
    assert "112" in reply.paragraphs[0].text


def test_the_same_said_again_is_heard_in_other_words() -> None:
    """The last of what is said to it, not what is said to anything."""
    turn = real_dialogue().say("my uncle has chest pain")
    for message, words in (
        ("an ambulance is coming", "getting help"),
        ("we called them", "nobody answers or"),
    ):
        turn = real_dialogue().say(message, turn.context)
        assert words in turn.reply.text


def test_who_has_help_is_not_told_to_call() -> None:
    """Nor when it is said again in other words."""
    turn = real_dialogue().say("my uncle has chest pain")
    for message, words in (("medics are with him now", "can help now"), ("we are at the er", "take over")):
        turn = real_dialogue().say(message, turn.context)
        assert (words in turn.reply.text, "number now" in turn.reply.text) == (True, False)


def test_good_news_and_a_question_get_both() -> None:
    """What is said to the news stands between the help and the answer."""
    context = real_dialogue().say("my neighbour fainted and won't wake up").context
    message = "the paramedics are with her. how is b12 deficiency treated?"
    reply = real_dialogue().say(message, context).reply
    first, second, *_ = (paragraph.text for paragraph in reply.paragraphs)
    assert ("999" in first, "can help now" in second) == (True, True)
    assert reply.intents == ("treatment",)


def test_in_a_crisis_a_place_names_who_to_talk_to() -> None:
    """And no number of another place, whatever follows."""
    context = real_dialogue().say("i want to die").context
    for message in ("i live in glasgow", "thanks", "what causes low b12"):
        turn = real_dialogue().say(message, context)
        context = turn.context
        assert "116 123" in turn.reply.paragraphs[0].text
        assert not {"988", "911"} & set(turn.reply.text.replace(".", " ").split())


def test_an_emergency_takes_no_refusal() -> None:
    """Who will not call is told once more to do so."""
    reply = real_dialogue().say("i won't call", real_dialogue().say("i can't breathe").context).reply
    assert "Call your local emergency number now" in reply.paragraphs[0].text


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("is it forever", False, True),
        ("is it dangerous", False, True),
        ("how is deficiency treated normally", True, True),
        ("how is b12 deficiency treated", True, True),
        ("what number", False, False),
        ("what do i do", False, False),
        ("it's getting worse", False, False),
    ],
)
def test_what_names_nothing_of_ours_is_a_question_once_somebody_is_safe(
    message: str, before: bool, after: bool
) -> None:
    """Until then “it” is what raised the alarm, and what asks for help gets it at any time."""
    alarmed = real_dialogue().say("i want to die").context
    safe = real_dialogue().say("i am safe now", alarmed).context
    replies = [real_dialogue().say(message, context).reply for context in (alarmed, safe)]
    assert [reply.outcome is Outcome.ANSWER for reply in replies] == [before, after]
    assert all("112" in reply.text for reply in replies)


@pytest.mark.parametrize(
    ("alarm", "line"),
    [
        ("i can't breathe", "If it gets worse"),
        ("my wife fainted and won't wake up", "If it gets worse"),
        ("i took all my pills", "you do not want to live"),
        ("i want to die", "you do not want to live"),
    ],
)
def test_the_line_above_an_answer_is_about_the_alarm(alarm: str, line: str) -> None:
    """Who could not breathe is not told of a wish to die."""
    turn = real_dialogue().say(alarm)
    reply = real_dialogue().say("how is b12 deficiency treated", turn.context).reply
    assert line in reply.paragraphs[0].text
    assert reply.outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    ("place", "number"),
    [("i'm in bristol, england", "999"), ("we live in ohio", "911"), ("i am in poland", "112")],
)
def test_the_number_of_the_place_comes_first(place: str, number: str) -> None:
    """And stays there."""
    context = real_dialogue().say("my dad collapsed").context
    for message in (place, "hurry"):
        turn = real_dialogue().say(message, context)
        assert f"call {number} now" in turn.reply.paragraphs[0].text
        assert not {"112", "911", "999"} - {number} & set(turn.reply.text.split())
        context = turn.context


def test_what_is_only_like_an_alarm_lets_questions_through() -> None:
    """But no such message makes light of one that said it outright."""
    like, outright = "everybody is better off with me gone", "i want to die"
    soft = real_dialogue().say(like).context
    hard = real_dialogue().say(like, real_dialogue().say(outright).context).context
    replies = [real_dialogue().say("is it dangerous", context).reply for context in (soft, hard)]
    assert [reply.outcome for reply in replies] == [Outcome.ANSWER, Outcome.RED_FLAG]
    assert all("call 112" in reply.text or "Call 112" in reply.text for reply in replies)


@pytest.mark.parametrize(
    ("message", "is_past"),
    [
        ("I tried to kill myself nine years ago. I am well now, and married.", True),
        ("my aunt attempted suicide decades ago, she is doing great today", True),
        ("i tried to kill myself nine years ago and i want to again", False),
        ("i tried to kill myself nine years ago, i am better now but i still plan it", False),
        ("i tried to kill myself last week, i am well now", False),
    ],
)
def test_what_was_years_ago_gets_a_kind_word(message: str, *, is_past: bool) -> None:
    """Unless anything says that it is not over."""
    reply = real_dialogue().say(message).reply
    assert ("Thank you for telling that" in reply.text) is is_past
    assert "call 112" in reply.text or "Call 112" in reply.text


@pytest.mark.parametrize(
    "message",
    [
        "my son, 3, had about twenty of the chewable vitamins",
        "our 4 yr old got into the pill cupboard",
        "what's the phone number of poison control",
        "my aunt took a lot of paracetamol on purpose",
    ],
)
def test_poison_control_is_named(message: str) -> None:
    """To who asks for it, and where somebody swallowed much."""
    reply = real_conversation().reply_to(message)
    assert reply.intents == ("emergency",)
    assert "1-800-222-1222" in reply.text


def test_blades_are_no_poison() -> None:
    """“She took” what was not swallowed."""
    assert "poison" not in real_conversation().reply_to("i took her blades, she cuts herself").text
