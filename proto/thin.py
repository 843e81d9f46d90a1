"""Choose which old examples to keep: facility location over the old pool, given what the templates say."""
import sys,json,yaml,numpy as np,collections
import scipy.sparse as sp
from proto import harness as h
from proto.build import write
from bot.learning.lessons import lessons
from bot.understanding.features import features
from bot.understanding.text import TextReader
CAP=int(sys.argv[1]); GAP=int(sys.argv[2]); OOS=int(sys.argv[3]); out=sys.argv[4]
old=yaml.safe_load(open('proto/intents_old.yaml'))
ex={**{k:v['examples'] for s in ('answered','gaps','smalltalk') for k,v in old[s].items()},'out_of_scope':old['out_of_scope']['examples']}
T={}
for f in ('templates_new','templates_gaps','templates_small'):
    try: T.update(yaml.safe_load(open(f'proto/{f}.yaml')) or {})
    except FileNotFoundError: pass
write(lambda i: ex.get(i,[])[:1] if not T.get(i) else [])
b=h.Bot()
voc=b.voc; rd=b.d.reader
wrong={}
for i,ts in ex.items():
    for t in ts:
        d=b.d._match(rd.read(t)); wrong[t]=not d.candidates or d.candidates[0].intent!=i
print('wrong by templates alone', {i:round(sum(wrong[t] for t in ts)/len(ts),2) for i,ts in ex.items()})
idx={}
def vec(words):
    v=features(words)
    return [*v[0],*v[1],*v[2],*v[3]]
keep={}
df=collections.Counter(f for ts in ex.values() for t in ts for f in set(vec(rd.as_written(t))))
N=sum(map(len,ex.values()))
def mat(texts):
    r=[];c=[];x=[]
    for k,t in enumerate(texts):
        fs=vec(rd.as_written(t)); w=np.array([np.log(N/(1+df.get(f,0)))**1 for f in fs]); w/= (w@w)**.5+1e-9
        for f,y in zip(fs,w): r.append(k);c.append(idx.setdefault(f,len(idx)));x.append(y)
    return r,c,x
for i,ts in ex.items():
    cap=(OOS if i=='out_of_scope' else CAP if i in old['answered'] else GAP)-len(T.get(i) or [])
    if i in old['smalltalk']: keep[i]=list(ts); continue
    said=[l.text for l in lessons({i:T.get(i) or []},voc.names,())]
    r,c,x=mat(ts); r2,c2,x2=mat(said) if said else ([],[],[])
    D=len(idx)
    A=sp.csr_matrix((x,(r,c)),shape=(len(ts),D)); 
    S=(A@A.T).toarray()
    cov=(A@sp.csr_matrix((x2,(r2,c2)),shape=(max(1,len(said)),D)).T).toarray().max(1) if said else np.zeros(len(ts))
    w=np.array([3.0 if wrong[t] else 1.0 for t in ts])
    # long stories are less typical
    pen=np.array([1.0 if len(t.split())<=18 else 0.7 for t in ts])
    sel=[]
    while len(sel)<min(cap,len(ts)):
        gain=(w[:,None]*np.maximum(S-cov[:,None],0)).sum(0)*pen; gain[sel]=-1
        k=int(gain.argmax()); sel.append(k); cov=np.maximum(cov,S[:,k])
    keep[i]=[ts[k] for k in sorted(sel)]
json.dump(keep,open(out,'w'),ensure_ascii=False)
print({i:len(v)+len(T.get(i) or []) for i,v in keep.items()})
