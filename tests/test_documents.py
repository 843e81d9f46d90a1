"""The documents say what the code does."""

import re
import time
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot import settings
from bot.__main__ import VERBS
from bot.commands.chat import show
from bot.conversation import NOTHING, Conversation, Dialogue
from bot.errors import SettingsError
from bot.evaluation import overmatch
from bot.knowledge.document import CHECKS
from bot.knowledge.rules import limits, references, texts, wording
from tests.conftest import PROOFS
from tests.process import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
CONVERSATION = (ROOT / "docs" / "conversation.md").read_text(encoding="utf-8")
EDITING = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")


def test_the_conversation_in_the_documents_is_real(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every reply of the transcript is what the bot says today, and it shows follow-ups."""
    monkeypatch.setenv("COLUMNS", "80")
    dialogue, context, real, leant = Dialogue(conversation, time.monotonic), NOTHING, list[str](), 0
    transcript = CONVERSATION.partition("```text\n")[2].partition("```")[0]
    questions = re.findall(r"^you> (.+)$", transcript, re.MULTILINE)
    assert len(questions) >= 3
    for question in questions:
        turn = dialogue.say(question, context)
        context = turn.context
        leant += turn.how is not None
        real.append(f"you> {question}\n\n{show(turn.reply)}")
    assert transcript == "\n".join(real)
    assert leant >= 2


def test_the_settings_table_names_every_variable() -> None:
    """And no other; with the defaults that the code has."""
    documented = set(re.findall(r"^\| `([A-Z_0-9]+)` \|", README, re.MULTILINE))
    used = set(
        re.findall(r'_(?:get|url)\("([A-Z_0-9]+)"', Path(settings.__file__).read_text(encoding="utf-8"))
    )
    assert documented == used
    assert set(re.findall(r"^\| `([A-Z_0-9]+)` \|", DEPLOYING, re.MULTILINE)) == used
    assert f"default `{settings.TELEGRAM}`" in README
    assert f"default `{settings.Settings({}).port}`" in README


def test_the_example_of_a_settings_file_holds_nothing_unknown() -> None:
    """Copied as it is, it only lacks the token."""
    values = dotenv_values(ROOT / ".env.example")
    assert set(values) <= set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    example = settings.Settings({key: value or "" for key, value in values.items()})
    assert (example.port, example.log_level, example.api_url) == (8080, "INFO", settings.TELEGRAM)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not set"):
        _ = example.token


def test_the_verbs_table_names_every_verb() -> None:
    """Each verb of the command line is in the README, and no other."""
    documented = re.findall(r"^\| `([a-z]+)[ `]", README, re.MULTILINE)
    assert sorted(documented) == sorted(VERBS)


def test_the_commands_of_the_readme_exist() -> None:
    """Every `make` target that is named is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    others = [(ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "docs/proofs.md")]
    for document in (README, EDITING, *others):
        for target in re.findall(r"(?:^|`)make ([a-z]+)\b", document, re.MULTILINE):
            assert f"\n{target}:" in makefile, target


def test_editors_find_every_rule() -> None:
    """Each rule name that `check` can print is explained."""
    files = (*(ROOT / "bot" / "knowledge").glob("*.py"), ROOT / "bot" / "evaluation" / "lint.py")
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    named = re.findall(
        r'"((?:[a-z]+-)+[a-z]+|file|alias|encoding|template|unslotted|ordinary)"(?:,?\s*\)|: (?:_|partial))',
        sources,
    )
    written = {
        *named,
        *references.RULES,
        *texts.RULES,
        *limits.RULES,
        *wording.RULES,
        *wording.ADVICE,
        *CHECKS,
        overmatch.RULE,
    }
    rows = re.findall(r"^\| (`[a-z-]+`.*?) \|", EDITING.partition("## Rules")[2], re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    assert explained == written


def test_links_between_documents_lead_somewhere() -> None:
    """No relative link is broken."""
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_pictures_are_there_and_small() -> None:
    """Each says in words what it shows, and loads in no time."""
    shown = set()
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        text = document.read_text(encoding="utf-8")
        pictures = re.findall(r'<img src="([^"]+)"[^>]* alt="[^"]{20,}"', text)
        for picture in pictures + re.findall(r"!\[[^]]{20,}\]\(([^)]+)\)", text):
            shown.add((document.parent / picture).resolve())
    assert shown == set((ROOT / "docs" / "pictures").glob("*.png"))
    assert max(picture.stat().st_size for picture in shown) < 150_000


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_the_lock_file_has_hashes_and_no_addresses(name: str) -> None:
    """Every requirement is pinned with hashes, and no registry is named."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==\S+ \\$", text, re.MULTILINE)
    assert {"python-telegram-bot", "rapidfuzz", "pyyaml"} <= set(pins)
    assert "://" not in text
    assert "--index-url" not in text


def test_every_test_that_the_proofs_name_is_there() -> None:
    """A promise whose test was renamed or taken out is no promise; each has one that `make test` runs."""
    proofs = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"def (test_\w+)", code))
    named = set(re.findall(r"`(test_\w+)`", proofs))
    assert len(named) > 40
    assert named <= defined
    always_slow = set(re.findall(r"mark\.proof\n(?:async )?def (test_\w+)", code))
    for file in PROOFS:
        always_slow |= set(re.findall(r"def (test_\w+)", _test_file(file)))
    for row in re.findall(r"^\| .*test_.*\|$", proofs, re.MULTILINE):
        quick = set(re.findall(r"test_\w+", row.split(" | ")[3]))
        assert quick, row
        assert not quick & always_slow, row


def _test_file(name: str) -> str:
    (path,) = (ROOT / "tests").rglob(name)
    return path.read_text(encoding="utf-8")
