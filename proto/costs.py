import pickle, numpy as np
from bot.learning.alarms import _cheapest
(r,w),n=pickle.load(open('/tmp/held.pkl','rb'))
print({k:(len(r[k]),len(w[k])) for k in r})
for t in (20,30,50,65,80): print(t,{k:(round(100*np.mean(np.array(r[k])>=t),1), round(100*np.sum(np.array(w[k])>=t)/n,2)) for k in r})
for c in (.5,1,2,3,5,8,12,20): print(c,{k:_cheapest(r[k],w[k],c/n) for k in r})
