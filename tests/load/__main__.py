"""The command line of load: `python -m tests.load VERB`; exit code 1 where a promise does not hold."""

import argparse
import asyncio
import sys

from tests.load import bench, goals, kills, memory, storm, watchdog

BOTH = ("poll", "webhook")


def main() -> int:
    """Run a verb."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    verb = verbs.add_parser("bench", help="throughput, latency, CPU and memory, beside echo bots")
    verb.add_argument("--rounds", type=int, default=5)
    verb.add_argument("--questions", type=int, default=3_000, help="in each round, of each bot")
    verb.set_defaults(run=_bench)
    verb = verbs.add_parser("kill", help="kill -9 at random moments under load")
    verb.add_argument("--kills", type=int, default=200)
    verb.add_argument("--seed", type=int, default=12)
    verb.add_argument("--wide", action="store_true", help="with limits that hold nobody up")
    verb.add_argument("--seconds", type=float, default=0.0, help="that Telegram takes for a message")
    verb.add_argument("--verbs", nargs="+", choices=BOTH, default=BOTH)
    verb.set_defaults(run=_kill)
    verb = verbs.add_parser("storm", help="calls that go wrong at random")
    verb.add_argument("--questions", type=int, default=3_000)
    verb.add_argument("--seed", type=int, default=12)
    verb.add_argument("--verbs", nargs="+", choices=BOTH, default=BOTH)
    verb.set_defaults(run=_storm)
    verb = verbs.add_parser("memory", help="memory over many updates from many people")
    verb.add_argument("--updates", type=int, default=100_000)
    verb.add_argument("--people", type=int, default=20_000)
    verb.add_argument("--verbs", nargs="+", choices=BOTH, default=BOTH)
    verb.set_defaults(run=_memory)
    verb = verbs.add_parser("watchdog", help="polls that hang, in real time: three minutes")
    verb.set_defaults(run=_watchdog)
    arguments = parser.parse_args()
    code: int = arguments.run(arguments)
    return code


def _bench(arguments: argparse.Namespace) -> int:
    medians = asyncio.run(bench.measure(arguments.rounds, arguments.questions, _say))
    _say("\n" + bench.report(medians) + "\n")
    for line in goals.judge(medians):
        _say(line)
    return 0


def _kill(arguments: argparse.Namespace) -> int:
    plans = [
        kills.Plan(verb, arguments.kills, arguments.seed, arguments.wide, arguments.seconds)
        for verb in arguments.verbs
    ]
    results = [asyncio.run(kills.kill(plan, _say)) for plan in plans]
    _say(kills.report(results))
    return _verdict(all(one.holds for one in results))


def _storm(arguments: argparse.Namespace) -> int:
    results = [
        asyncio.run(storm.ask_in_a_storm(verb, arguments.questions, arguments.seed, _say))
        for verb in arguments.verbs
    ]
    _say(storm.report(results))
    return _verdict(all(one.holds for one in results))


def _memory(arguments: argparse.Namespace) -> int:
    results = [
        asyncio.run(memory.fill(verb, arguments.updates, arguments.people, _say)) for verb in arguments.verbs
    ]
    _say("\n\n".join(memory.report(one) for one in results))
    return _verdict(all(one.holds for one in results))


def _watchdog(_: argparse.Namespace) -> int:
    result = asyncio.run(watchdog.watch(_say))
    _say(watchdog.report(result))
    return _verdict(result.holds)


def _verdict(holds: bool) -> int:
    _say("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
