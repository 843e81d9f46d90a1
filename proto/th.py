"""Platt + thresholds: prints the trade-off; writes proto/cal.json"""
import json,sys,dataclasses,itertools
from proto import harness as h, calib
b=h.Bot(); cal=calib.fit(b); print(cal)
json.dump(dataclasses.astuple(cal),open('proto/cal.json','w'))
