"""b12bot: answers questions about vitamin B12 deficiency from one article, and never invents anything."""

__version__ = "0.1.0"
