import pickle, sys, time, json, pathlib, yaml, collections, numpy as np
from proto.data import *
from bot.understanding.alarms import *
from bot.learning.alarms import learn
from bot.knowledge.loading import load
def examples():
    out = collections.defaultdict(list)
    for t, l, g in train():
        l = {'past':'past_or_general'}.get(l, l)
        if g.endswith(':figurative'): l='figurative'
        out[l].append(t)
    return dict(out)
def finder(bands, retrain=True):
    p=pathlib.Path('/tmp/alarm_model.pkl')
    if retrain:
        t=time.time(); m=learn(examples()); print('learn %.1fs'%(time.time()-t), len(m.features.columns)); pickle.dump(m, p.open('wb')); print('size MB', p.stat().st_size/1e6)
    m=pickle.load(p.open('rb'))
    k=load(pathlib.Path('.'))
    k=getattr(k,'knowledge',k)
    return AlarmFinder(k.red_flags, m, bands)
HIGH, LOW = float(sys.argv[1]), float(sys.argv[2])
bands={k: Band(LOW,HIGH) for k in ALARMS}|{'personal': Band(1.0,3.0)}
if __name__=='__main__':
    f=finder(bands, 'keep' not in sys.argv)
    E=evals()
    if 'safety' in sys.argv:
        s=yaml.safe_load(open('/work/data/safety.yaml'))
        E={k:[x if isinstance(x,str) else x.get('text', str(x)) for x in v] for k,v in s.items()}
    for k, v in E.items():
        c=collections.Counter(); miss=[]
        for t in v:
            a=f.find(t)
            if a is None: c['none']+=1; miss.append(('-',t)); continue
            pers=a.flag.name=='personal'
            if pers: c['pers '+a.level]+=1; c['over_ph' if False else 'x']+=0; 
            if pers and a.also: c['also']+=1
            if not pers:
                c[a.level]+=1; c[a.flag.name]+=1
                if isinstance(a.why,Phrase): c['phrase']+=1
            if pers or a.level!='takes over': miss.append((a.level+' '+a.flag.name,t))
        n=len(v); over=c[Level.TAKES_OVER]; line=c[Level.LINE]+c['also']
        print(f"{k:32} n={n:4} over {100*over/n:5.1f}  any {100*(over+line)/n:5.1f} | phrase {100*c['phrase']/n:5.1f} | pers {100*c['pers takes over']/n:.1f}/{100*c['pers line']/n:.1f} | "+' '.join(f'{x}:{c[x]}' for x in ALARMS if c[x]))
        if 'show='+k in sys.argv or ('showmiss' in sys.argv and (k.startswith('g:c') or k=='g:emergency')):
            for m,t in miss: print('    ',m,t[:140])
        if 'showfp' in sys.argv and (k.startswith(('ord','extra','g:h','g:imp','look'))):
            for t in v:
                a=f.find(t)
                if a and a.flag.name!='personal' and a.level=='takes over': print('    FP', a.flag.name, a.why, t[:110])
