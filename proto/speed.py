import time,json,numpy as np,random
from proto import harness as h
b=h.Bot()
web=[json.loads(l)['text'] for l in open('/work/shared/questions/web.jsonl')]
def tm(f,xs):
    for x in xs: f(x)
    o=[]
    for x in xs:
        t=time.process_time_ns(); f(x); o.append((time.process_time_ns()-t)/1e6)
    return np.percentile(o,[50,99]).round(3)
r=[b.d.reader.read(t) for t in web]
print('read',tm(b.d.reader.read,web)); print('candidates',tm(b.d.candidates,r)); print('decide',tm(b.d.decide,web))
for bad in ['i a '*1024,'㏂⒤⒜⒪'*1024,'a'+' '*4094+'b','b12 and '*512,'what causes b12 deficiency, '*146,'x, '*1365,''.join(random.Random(1).choice('abcdefghij ') for _ in range(4096)),'abcdefgh'*512,'a b c d '*512]:
    t=time.process_time(); b.d.decide(bad); print(repr(bad[:12]),round(1000*(time.process_time()-t),1),'ms')
m=b.learnt.model; print(m.weights.shape, m.weights.nbytes/1e6,'MB')
import cProfile,pstats; p=cProfile.Profile(); p.enable(); [b.d.candidates(x) for x in r*3]; p.disable(); pstats.Stats(p).sort_stats('tottime').print_stats(12)
