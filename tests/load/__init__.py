"""Load, kills and measurements: the bot as a process of its own, against a stand-in that is faster than any bot.

`python -m tests.load --help` lists what can be run; `make soak` and `make bench` run it with our figures.
"""
