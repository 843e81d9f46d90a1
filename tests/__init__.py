"""Tests of the bot; most run it as its users do, against a stand-in for Telegram."""
