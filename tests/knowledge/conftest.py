"""What the tests of the knowledge package share."""

from pathlib import Path

import pytest

from tests.knowledge.base import Base


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A small valid knowledge base to break."""
    return Base(tmp_path)
