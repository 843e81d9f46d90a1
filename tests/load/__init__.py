"""Load, kills and measurements: bots as processes, against a stand-in that is faster than any of them.

`python -m tests.load --help` lists what can be run; `make soak` and `make bench` run it with our figures.
"""
