import sys; sys.argv=['x','0.8','-0.5']
from proto.ev import *
import bot.learning.alarms as L, time
ex=examples(); print({k:len(v) for k,v in ex.items()})
o=L._fit
def fit(m,a,s):
    t=time.process_time(); r=o(m,a,s); print(m.shape, 'fit', time.process_time()-t); return r
L._fit=fit
t=time.process_time(); L.learn(ex); print('total', time.process_time()-t)
