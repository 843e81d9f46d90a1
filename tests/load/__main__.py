"""The command line of load: `python -m tests.load VERB`."""

import argparse
import asyncio
import sys

from tests.load import bench


def main() -> int:
    """Run a verb; exit code 1 if what it proves does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    verb = verbs.add_parser("bench", help="throughput, latency, CPU and memory beside echo bots")
    verb.add_argument("--rounds", type=int, default=5)
    verb.add_argument("--questions", type=int, default=3_000, help="in each round, of each bot")
    verb.set_defaults(run=_bench)
    arguments = parser.parse_args()
    code: int = arguments.run(arguments)
    return code


def _bench(arguments: argparse.Namespace) -> int:
    medians = asyncio.run(bench.measure(arguments.rounds, arguments.questions, _say))
    _say("\n" + bench.report(medians))
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
