"""See the bot without Telegram: a stand-in for Telegram's Bot API, and a chat page in the browser."""
