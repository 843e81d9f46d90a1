"""The command line of load: `python -m tools.load VERB`; exit code 1 where a promise does not hold."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from tools.load import bench, goals, kills, memory, several, storm, watchdog

BOTH = ("poll", "webhook")

Arguments = argparse.Namespace


class Result(Protocol):
    """What a measurement ends with."""

    @property
    def holds(self) -> bool:
        """Whether the promise holds."""


def main() -> int:
    """Run a verb."""
    parser = argparse.ArgumentParser(prog="python -m tools.load")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    bench_ = verbs.add_parser("bench", help="throughput, latency, CPU and memory, beside echo bots")
    _numbers(bench_, _bench, rounds=5, questions=3_000)
    kill = verbs.add_parser("kill", help="kill -9 at random moments under load")
    kill.add_argument("--wide", action="store_true", help="with limits that hold nobody up")
    kill.add_argument("--seconds", type=float, default=0.0, help="that Telegram takes for a message")
    _numbers(kill, _kill, kills=200, seed=12)
    storm_ = verbs.add_parser("storm", help="calls that go wrong at random")
    _numbers(storm_, _storm, questions=3_000, seed=12)
    memory_ = verbs.add_parser("memory", help="memory over many updates from many people")
    _numbers(memory_, _memory, updates=100_000, people=20_000)
    for verb in (kill, storm_, memory_):
        verb.add_argument("--verbs", nargs="+", choices=BOTH, default=BOTH)
    several_ = verbs.add_parser("several", help="kill one of three behind nginx, on one PostgreSQL")
    _numbers(several_, _several, questions=10_000, kills=10, seed=12)
    scale = verbs.add_parser("scale", help="updates a second of one, two, three processes behind nginx")
    _numbers(scale, _scale, questions=2_000)
    _numbers(verbs.add_parser("watchdog", help="polls that hang, in real time: three minutes"), _watchdog)
    arguments = parser.parse_args()
    code: int = asyncio.run(arguments.run(arguments))
    return code


def _numbers(
    verb: argparse.ArgumentParser, run: Callable[[Arguments], Awaitable[int]], **defaults: int
) -> None:
    for name, default in defaults.items():
        verb.add_argument(f"--{name}", type=int, default=default)
    verb.set_defaults(run=run)


async def _bench(given: Arguments) -> int:
    medians = await bench.measure(given.rounds, given.questions, _say)
    _say("\n".join(["", bench.report(medians), "", *goals.judge(medians)]))
    return 0


async def _kill(given: Arguments) -> int:
    plans = [kills.Plan(verb, given.kills, given.seed, given.wide, given.seconds) for verb in given.verbs]
    results = [await kills.kill(plan, _say) for plan in plans]
    return _judge(results, kills.report(results))


async def _storm(given: Arguments) -> int:
    results = [await storm.ask_in_a_storm(verb, given.questions, given.seed, _say) for verb in given.verbs]
    return _judge(results, storm.report(results))


async def _memory(given: Arguments) -> int:
    results = [await memory.fill(verb, given.updates, given.people, _say) for verb in given.verbs]
    return _judge(results, "\n\n".join(map(memory.report, results)))


async def _several(given: Arguments) -> int:
    result = await several.kill_some(given.questions, given.kills, given.seed, _say)
    return _judge([result], several.report(result))


async def _scale(given: Arguments) -> int:
    _say(await several.scale(given.questions, _say))
    return 0


async def _watchdog(_: Arguments) -> int:
    result = await watchdog.watch(_say)
    return _judge([result], watchdog.report(result))


def _judge(results: Sequence[Result], report: str) -> int:
    holds = all(one.holds for one in results)
    _say(f"{report}\n{'holds' if holds else 'DOES NOT HOLD'}")
    return 0 if holds else 1


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
