import sys,json
from proto import harness as h, calib
import measure
b=h.Bot()
cal=calib.fit(b)
import dataclasses
lt=dataclasses.replace(b.learnt,calibration=cal)
b2=h.Bot(learnt=lt)
rows=[json.loads(l) for l in open('/work/shared/questions/web.jsonl')]
def curve(b):
    S=[]
    for r in rows:
        k=measure.kind(r['label']); ok={i for l in [r['label'],*r.get('also',[])] for i in l.split('+')}
        d=b.d.decide(r['text'])
        if d.candidates: S.append((d.score,k,d.candidates[0].intent in ok, b.k.kinds[d.candidates[0].intent].value))
    n=sum(s[1]=='covered' for s in S)
    print('top right', sum(s[2] for s in S if s[1]=='covered')/n)
    for t in (20,30,40,50,60,70,80):
        print(t,'right',round(100*sum(s[2] for s in S if s[1]=='covered' and s[0]>=t and s[3]=='answered')/n,1),'wrong',round(100*sum(not s[2] for s in S if s[1]=='covered' and s[0]>=t and s[3]=='answered')/n,1), 'uncov answered',sum(not s[2] for s in S if s[1]!='covered' and s[0]>=t and s[3]=='answered'))
curve(b); curve(b2)
G=[]
for f,i,o,qs in h.golden():
    if o=='answer':
        for q in qs:
            d=b2.d.decide(q); G.append((d.score,d.candidates[0].intent==i,b2.k.kinds[d.candidates[0].intent].value))
print('golden top right',sum(g[1] for g in G)/len(G))
for t in (20,30,40,50,60,70,80): print(t,'right',round(100*sum(g[1] for g in G if g[0]>=t)/len(G),1),'wrong',round(100*sum(not g[1] for g in G if g[0]>=t and g[2]=='answered')/len(G),1))
