"""What a person means: pure functions from a message to a meaning."""
