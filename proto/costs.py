import pickle, numpy as np
from bot.learning.alarms import _cheapest
(r,w),n=pickle.load(open('/tmp/held.pkl','rb'))
for t in (20,30,50,60,65,80): print(t,{k:(float(round(100*np.mean(np.array(r[k])>=t),1)), float(round(100*np.sum(np.array(w[k])>=t)/n,2))) for k in r})
for c in (2,3,4,5,6,8,10,12,15,20): print(c,{k:_cheapest(r[k],w[k],c/n) for k in r})
