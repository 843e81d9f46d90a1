"""Like `ask --json`, for measure.py: alarms only."""
import json, sys
from proto.ev import finder
f=finder(False)
for line in sys.stdin:
    a=f.find(line.rstrip("\n")); over=a is not None and a.level=='takes over'
    pers=a is not None and a.flag.name=='personal'
    out='personal' if pers and over else 'red_flag' if over else 'fallback'
    help_='takes over' if over and not pers else 'line' if a is not None and (not pers or a.also) else ''
    print(json.dumps(dict(outcome=out,intents=[str(a.flag.id)] if a else [],help=help_,score=0)))
