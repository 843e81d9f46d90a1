"""`evaluate`: how well questions are understood, and how fast; finds the thresholds."""

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.commands import GOLDEN, Verbs, add_knowledge, ready
from bot.conversation import Conversation
from bot.evaluation import ablation, calibration, page, report, speed, versus
from bot.evaluation.measured import Measured, measure
from bot.evaluation.questions import Probes, QuestionsError, read_questions
from bot.knowledge import default_folder, load
from bot.knowledge.loading import read_yaml
from bot.learning import alarms

THRESHOLDS, BANDS = Path("knowledge", "thresholds.yaml"), Path("knowledge", "red_flag_bands.yaml")


def add_parser(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("evaluate", help="measure how well questions are understood")
    parser.add_argument(
        "file",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="labelled questions: golden .yaml, .jsonl or .csv (text, label), or a folder of golden files "
        "(default: tests/golden beside the knowledge base)",
    )
    parser.add_argument(
        "--calibrate",
        action="store_true",
        help="find the thresholds anew and write knowledge/thresholds.yaml and red_flag_bands.yaml",
    )
    parser.add_argument(
        "--without", metavar="NAME", help=f"take a mechanism away and ask again: {', '.join(ablation.NAMES)}"
    )
    parser.add_argument(
        "--stability", type=int, metavar="N", help="make N edits of a line each: how many verdicts change"
    )
    parser.add_argument("--speed", action="store_true", help="measure how long a reply takes")
    parser.add_argument(
        "--train", type=Path, metavar="FILE", help="let the matcher learn this file instead …"
    )
    parser.add_argument("--test", type=Path, metavar="FILE", help="… and label the questions of this one")
    parser.add_argument(
        "--few",
        type=int,
        metavar="N",
        help="learn N questions of each label only; without --test, label the rest",
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write the measurements as a page with charts, too"
    )
    add_knowledge(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the measurements."""
    if arguments.train or arguments.test or arguments.few:
        lines = _labels(arguments.train, arguments.test, arguments.few)
    elif arguments.calibrate:
        return _calibrate(arguments.knowledge)
    else:
        knowledge = load(arguments.knowledge)
        learnt = ready.learnt(knowledge, arguments.knowledge)
        questions = read_questions(arguments.file or [_golden(arguments.knowledge)])
        texts = [question.text for question in questions]
        if arguments.speed:
            lines = speed.measure(Conversation(knowledge, learnt), texts)
        elif arguments.stability:
            lines = ablation.of_edits(knowledge, learnt, texts, arguments.stability)
        elif arguments.without:
            lines = report.in_short(ablation.without(arguments.without, knowledge, learnt), questions)
        else:
            if arguments.html:
                _write(arguments.html, "")
            measured = measure(knowledge, learnt, questions, _ordinary())
            lines = chain(
                report.of_bot(measured),
                versus.of_bot(knowledge, learnt, questions),
                _probes(arguments.knowledge, Conversation(knowledge, learnt)),
                _of_ordinary(measured),
            )
            if arguments.html:
                _write(arguments.html, page.of(measured))
    for line in lines:
        print(line, flush=True)
    return 0


def _labels(train: Path | None, test: Path | None, few: int | None) -> Iterator[str]:
    if not train or not (test or few):
        raise QuestionsError(
            "--train needs --test (another file) or --few (so many of each label), and they it"
        )
    learnt = rest = read_questions([train])
    if few:
        learnt, rest = versus.few_of_each(learnt, few)
    return versus.of_learnt(learnt, read_questions([test]) if test else rest)


def _probes(folder: Path | None, conversation: Conversation) -> Iterator[str]:
    """Yield how the probes of a knowledge base fare, if it has any."""
    path = (folder or default_folder()) / GOLDEN / "probes.yaml"
    if path.exists():
        yield from report.of_probes(conversation.reply_to, read_yaml(Probes, path))


def _of_ordinary(measured: Measured) -> Iterator[str]:
    if measured.ordinary:
        yield ""
        yield report.of_ordinary(measured.ordinary)


def _ordinary() -> list[str]:
    """Return ordinary lines that nothing learnt, whatever the article: only the source checkout has them."""
    path = default_folder() / GOLDEN / "ordinary.txt"
    return list(filter(None, path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QuestionsError(f"{path}: the page can't be written ({error.strerror})") from None


def _golden(folder: Path | None) -> Path:
    golden = (folder or default_folder()) / GOLDEN
    if not golden.is_dir():
        raise QuestionsError(
            f"{golden} is not there (of the bot's own, only the checkout has it): name a FILE"
        )
    return golden


def _calibrate(folder: Path | None) -> int:
    root = folder or default_folder()
    knowledge = load(folder)
    questions = read_questions([_golden(folder)])
    asked = [(one.text, one.label) for one in questions if one.label in knowledge.intents]
    texts = {
        THRESHOLDS: calibration.thresholds_yaml(calibration.thresholds(knowledge, asked)),
        BANDS: calibration.bands_yaml(calibration.bands(alarms.examples_of(knowledge))),
    }
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8")
        print(f"{text}Written to {path}.\n")
    return 0
