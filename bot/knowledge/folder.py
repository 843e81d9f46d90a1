"""Where the knowledge base stands."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def default_folder() -> Path:
    """Return where the knowledge base stands: the checkout, or inside the installed package."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "intents.yaml").is_file() else _PACKAGE / "data"
