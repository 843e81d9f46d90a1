import json
from proto import harness as h
from bot.knowledge import load
from bot.learning.thresholds import find
import time
k=load()
q=[(t,(i or 'out_of_scope')) for f,i,o,qs in h.golden() if o in('answer','gap','smalltalk','fallback') and (i or o!='gap') for t in qs]
t=time.process_time(); print(find(k,q), time.process_time()-t)
