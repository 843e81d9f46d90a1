"""Load, kills and measurements: bots as processes, against the stand-in.

`python -m tools.load --help` lists what can be run; `make soak` and `make bench` run it with our figures.
"""
