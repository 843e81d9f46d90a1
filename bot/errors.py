"""The few exceptions that a person is meant to read.

Each carries the exit code with which the command line ends; `bot.__main__` is the one place that prints
them and exits. Their texts name the place and the remedy, and never hold a secret or a person's words.
"""


class B12BotError(Exception):
    """A failure with a message for the person at the keyboard."""

    exit_code = 2
    """How the process ends when nothing handles the error."""


class SettingsError(B12BotError):
    """A setting is missing or wrong. Names the variable and the remedy, never a secret's value."""


class StartUpError(B12BotError):
    """The bot can't start or go on with the settings it has (Telegram refused the token, a port is taken)."""


class ConflictError(B12BotError):
    """Another copy of the bot reads the updates of the same token."""

    exit_code = 3


class StalledError(B12BotError):
    """Telegram does not answer any more; a supervisor may start the bot anew."""

    exit_code = 4
