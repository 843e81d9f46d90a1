import time, sys, random
from proto.ev import *
f=finder(False)
r=random.Random(1)
worst={'ligatures':'㏂⒤⒜⒪'*1024,'i a a i':'i a a i '*512,'spaced':' '.join(r.choice('abcdefghijklmnop') for _ in range(2048)),'idont':' '.join('idonotwanttolive'*128),'kisses':"it"+"'s"*2047,'leet':' '.join(''.join(r.choice('abcdef01345@$!') for _ in range(6)) for _ in range(585)),'mask':' '.join(''.join(r.choice('suicde*') for _ in range(7)) for _ in range(512)),'sixes':' '.join(''.join(r.choice('suicidalk') for _ in range(6)) for _ in range(585)),'doubles':' '.join(''.join(2*r.choice('abcdefgh') for _ in range(4)) for _ in range(455)),'crisis':'i want to kill myself '*186,'spaces':'a'+' '*4094+'b','tags':'<b>'*1365,'prose':' '.join(r.choice('the person i want to a is you be for b12 of not my son took pills'.split()) for _ in range(1000))[:4096],'long':'a'*4096,'cyr':'привет как дела мне плохо '*150, 'hindi':'मुझे मरना है '*290, '2ch': ' '.join(''.join(r.choice('abcdefghijklmnopqrstuvw') for _ in range(2)) for _ in range(1365)),'3ch': ' '.join(''.join(r.choice('abcdefghijklmnopqrstuvw') for _ in range(3)) for _ in range(1024))}
for k,t in worst.items():
    t=t[:4096]
    f._disguises._mended.clear(); f._disguises._read.clear(); f._model.features._letters.clear()
    t0=time.process_time(); seen=f._disguises.see_through(t); t1=time.process_time(); s=Searchable(seen); list(f._said(s)); t2=time.process_time(); list(f._like(s)); t3=time.process_time()
    print(f'{k:10} disguise {1e3*(t1-t0):6.1f} phrases {1e3*(t2-t1):6.1f} model {1e3*(t3-t2):6.1f} ms', f.find(t) and f.find(t).level)
E=evals(); T=[t for k in E for t in E[k]][:3000]
for name,fn in (('find',f.find),('quick',f.quick),('model',lambda t: list(f._like(Searchable(t)))),('see',f._disguises.see_through)):
    ts=[]
    for t in T:
        t0=time.perf_counter(); fn(t); ts.append(time.perf_counter()-t0)
    ts.sort(); print(name,'p50 %.3f p99 %.3f ms'%(1e3*ts[len(ts)//2],1e3*ts[len(ts)*99//100]))
