"""Writes `knowledge/schema/`, after a change of what the readers of the knowledge files ask for."""

import json
from pathlib import Path

from bot.knowledge import default_folder
from bot.knowledge.schema import schemas

FOLDER = Path("knowledge", "schema")


def texts() -> dict[Path, str]:
    """Return what each file of `FOLDER` must hold."""
    return {
        FOLDER / f"{name}.json": json.dumps(schema, indent=1) + "\n" for name, schema in schemas().items()
    }


if __name__ == "__main__":
    for path, text in texts().items():
        (default_folder() / path).parent.mkdir(exist_ok=True)
        (default_folder() / path).write_text(text, encoding="utf-8")
