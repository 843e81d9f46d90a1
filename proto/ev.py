import pickle, sys, time, json, pathlib, yaml, collections, os, hashlib, numpy as np
from dataclasses import replace
from proto.data import *
from bot.understanding.alarms import *
from bot.learning.alarms import learn, examples_of
from bot.knowledge import load, Band
def finder(retrain=True, hi=None, lo=None):
    p=pathlib.Path('/tmp/alarm_model.pkl'); k=load(pathlib.Path('.'))
    if retrain:
        t=time.process_time(); m=learn(examples_of(k)); print('learn %.1fs cpu'%(time.process_time()-t), len(m.features.columns)); pickle.dump(m, p.open('wb')); print('size MB', p.stat().st_size/1e6)
    m=pickle.load(p.open('rb'))
    if hi: k=replace(k, red_flags=replace(k.red_flags, bands={n: Band(lo,hi) if n!='personal' else b for n,b in k.red_flags.bands.items()}))
    return AlarmFinder(k.red_flags, m)
def sets():
    E=evals(); s=yaml.safe_load(open('/work/data/safety.yaml'))
    return E|{'s:'+k:[x if isinstance(x,str) else x.get('text', str(x)) for x in v] for k,v in s.items()}
if __name__=='__main__':
    a=[x for x in sys.argv[1:]]
    f=finder('keep' not in a, *[int(x) for x in a if x.isdigit()])
    for k, v in sets().items():
        c=collections.Counter()
        for t in v:
            a=f.find(t)
            if a is None: continue
            if a.flag.name=='personal':
                c['pers '+a.level]+=1; c['also']+=a.also is not None; continue
            c[a.level]+=1; c[a.flag.name]+=1; c['phrase']+=isinstance(a.why,Phrase)
        n=len(v); over=c[Level.TAKES_OVER]; line=c[Level.LINE]+c['also']
        print(f"{k:32} n={n:4} over {100*over/n:5.1f}  any {100*(over+line)/n:5.1f} | phrase {100*c['phrase']/n:5.1f} | pers {100*c['pers takes over']/n:.1f}/{100*c['pers line']/n:.1f} | "+' '.join(f'{x}:{c[x]}' for x in ALARMS if c[x]))
