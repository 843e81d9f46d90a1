"""What `deploy/` holds is what systemd, Docker and the program itself take."""

import asyncio
import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

from bot.__main__ import VERBS
from bot.errors import ConflictError, SettingsError, StalledError
from bot.operations.timing import Timing
from tests.bots import running
from tests.process import ROOT
from tools.ports import free_port
from tools.standin import StandIn

DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "b12bot.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = set(
    re.findall(r"^\| `([A-Z_0-9]+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
)
GRACE = Timing().grace
"""Seconds that what is in hand has when the process is asked to end."""
MOST_EXPOSED = 2.0
"""Of ten, as `systemd-analyze security` counts what a service could do."""

with_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not here; where CI runs, it has to be"
)


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with what it is given."""
    lines = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)).splitlines()
    return [(line.split()[0], line.partition(" ")[2]) for line in lines if line]


def given(name: str) -> list[str]:
    """What each instruction of a name is given."""
    return [what for instruction, what in instructions() if instruction == name]


def unit() -> configparser.SectionProxy:
    """The section of the unit that says how the bot runs; of what stands there twice the last."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT)
    return parser["Service"]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The unit, with this Python in place of the one that is installed where it is deployed."""
    file = tmp_path / "b12bot.service"
    file.write_text(UNIT.replace("/opt/b12bot/.venv/bin/python", sys.executable))
    return file


@with_systemd
def test_systemd_understands_every_line_of_the_unit(here: Path) -> None:
    """Of a line that it does not know it would say so, and go on without it."""
    command = ["systemd-analyze", "verify", "--man=no", str(here)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@with_systemd
def test_the_unit_lets_the_bot_do_little(here: Path) -> None:
    """No more than `systemd-analyze security` calls OK."""
    threshold = f"--threshold={10 * MOST_EXPOSED:g}"
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", threshold, str(here)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_example_of_a_settings_file_takes_nothing_from_the_unit() -> None:
    """What stands in /etc/b12bot.env, even an empty line, goes before what the unit sets."""
    set_by_unit = {one.partition("=")[0] for one in unit()["Environment"].split()}
    assert set_by_unit == {"B12BOT_DATA", "METRICS_PORT"}
    assert set_by_unit.isdisjoint(dotenv_values(ROOT / ".env.example"))


def test_the_unit_starts_again_only_what_a_start_can_mend() -> None:
    """Not a second copy, nor a wrong setting; and it waits for what is in hand."""
    service = unit()
    down = {int(code) for code in service["RestartPreventExitStatus"].split()}
    assert {ConflictError.exit_code, SettingsError.exit_code} == down
    assert StalledError.exit_code not in down
    assert int(service["TimeoutStopSec"]) > GRACE
    # systemd looks at the exit code of the main process only.
    assert "ExecStartPre" not in service
    assert service["ExecStart"].split()[-3:-1] == ["-m", "bot"]
    assert service["ExecStart"].split()[-1] in VERBS


def test_what_is_set_anywhere_is_a_setting() -> None:
    """The README knows it; what says where a cache is belongs to the system."""
    in_image = {word.partition("=")[0] for line in given("ENV") for word in shlex.split(line)}
    in_unit = {word.partition("=")[0] for word in unit()["Environment"].split()}
    in_compose = set(COMPOSE["services"]["bot"]["environment"])
    assert in_image | in_unit | in_compose <= SETTINGS | {"XDG_CACHE_HOME"}


def test_the_image_has_all_that_the_bot_reads_and_runs_as_nobody_special() -> None:
    """Each file that is copied is there, and let through; what is learnt is not hidden by the volume."""
    names = [instruction for instruction, _ in instructions()]
    assert set(names) <= {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    assert names[0] == "FROM"
    passed = set((DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split())
    for source in (word for line in given("COPY") for word in line.split()[:-1]):
        assert (ROOT / source).exists()
        assert f"!{source}" in passed
    assert given("USER") == ["b12bot"]
    assert "RUN" not in names[names.index("USER") :]
    (volume,) = given("VOLUME")
    assert f"B12BOT_DATA={volume}" in given("ENV")[-1].split()
    assert names.index("RUN") < names.index("VOLUME")
    assert yaml.safe_load(given("ENTRYPOINT")[0]) == ["python", "-m", "bot"]
    assert yaml.safe_load(given("CMD")[0])[0] in VERBS


async def test_the_health_check_tells_a_living_bot_from_a_dead_one(telegram: StandIn) -> None:
    """Run by a shell, as Docker does; for any other exit code than 0 the container is unhealthy."""
    (check,) = given("HEALTHCHECK")
    port = free_port()
    command = check.partition("CMD ")[2]

    async def healthy() -> bool:
        process = await asyncio.create_subprocess_shell(
            command,
            env={"PATH": str(Path(sys.executable).parent), "METRICS_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        return await process.wait() == 0

    async with running(telegram, METRICS_PORT=str(port)):
        assert await healthy()
    assert not await healthy()


def test_compose_runs_the_image_as_it_is_meant() -> None:
    """One bot, with a volume where the image wants one, that has time enough to end."""
    bot = COMPOSE["services"]["bot"]
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    (mount,) = bot["volumes"]
    name, _, target = mount.partition(":")
    assert name in COMPOSE["volumes"]
    assert target == bot["environment"]["B12BOT_DATA"] == given("VOLUME")[0]
    assert int(bot["stop_grace_period"].removesuffix("s")) > GRACE
    assert (DEPLOY / bot["env_file"]).resolve() == ROOT / ".env"
