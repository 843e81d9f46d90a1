"""The tests' own YAML files, read by PyYAML's C library where it is there: ten times as fast."""

from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.nodes import Loader


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what a file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe one
