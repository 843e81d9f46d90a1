"""`make golden`: which golden questions the working tree answers differently from the last commit.

Both are asked by their own program with their own knowledge, as `ask --json` has it. What the last commit
answers is kept in `.golden/`, so that only the first look at a commit takes its time.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from bot.evaluation.questions import Question, read_questions

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".golden"

Answers = dict[str, str]
"""By question: the outcome and the intents that it got."""


def main() -> int:
    """Print the questions whose answer changed, with what they should get."""
    questions = read_questions([ROOT / "tests" / "golden"])
    texts = list(dict.fromkeys(question.text for question in questions))
    commit = _git("rev-parse", "HEAD").decode().strip()
    before, after = _of_commit(commit, texts), _ask(ROOT, texts)
    changed = [question for question in questions if before.get(question.text) != after[question.text]]
    for question in changed:
        print(_line(question, before.get(question.text, "(not asked)"), after[question.text]))
    print(f"{len(changed)} of {len(questions)} golden questions are answered differently from {commit[:9]}.")
    return 0


def _line(question: Question, before: str, after: str) -> str:
    return f"{before:<32} → {after:<32}  should be {question.label}: {question.text}"


def _of_commit(commit: str, texts: Sequence[str]) -> Answers:
    """Return what a commit answers."""
    path = KEPT / f"{commit}.json"
    kept: Answers = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if unasked := [text for text in texts if text not in kept]:
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=BytesIO(_git("archive", commit))) as archive:
                archive.extractall(folder, filter="data")
            kept |= _ask(Path(folder), unasked)
        KEPT.mkdir(exist_ok=True)
        for old in KEPT.glob("*.json"):
            old.unlink()
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return kept


def _ask(root: Path, texts: Sequence[str]) -> Answers:
    """Return what the program in a folder answers."""
    lines = "\n".join(" ".join(text.split()) for text in texts)
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json"],
        cwd=root, input=lines.encode(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    replies = map(json.loads, run.stdout.decode().splitlines())
    return {
        text: " + ".join([reply["outcome"], *reply["intents"]])
        for text, reply in zip(texts, replies, strict=True)
    }


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout  # noqa: S607 - git is on the path of who has a checkout


if __name__ == "__main__":
    sys.exit(main())
