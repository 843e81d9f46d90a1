"""How updates come in and replies go out."""
