"""Try thresholds on measured decisions without relearning."""
import json,sys,itertools,collections
from proto import harness as h
import measure
from bot.evaluation.typos import mistype
b=h.Bot()
web=[json.loads(l) for l in open('/work/shared/questions/web.jsonl')]
def ev(th):
    b.d._thresholds=h.Thresholds(**th)
    c=collections.Counter()
    for r in web:
        k,v=measure.judge(r,b.one(r['text'])); c[k+' '+v]+=1
    n=sum(v for k,v in c.items() if k.startswith('covered')); u=sum(v for k,v in c.items() if k.startswith('uncovered'))
    g=collections.Counter()
    for f,i,o,qs in h.golden():
        if o in('answer','gap','smalltalk','fallback'):
            for q in qs: g[(o if i or o!='gap' else 'any',h.verdict(i,o,b.one(q)))]+=1
    def p(o,v): return round(100*g[o,v]/max(1,sum(x for (a,_),x in g.items() if a==o)),1)
    print({k:v for k,v in th.items()},'web',round(100*c['covered right']/n,1),round(100*c['covered wrong']/n,1),'unc wrong',round(100*c['uncovered wrong']/u,1),'gold',p('answer','right'),p('answer','wrong'),'gap',p('gap','right'),p('gap','wrong'),'small',p('smalltalk','right'),p('smalltalk','wrong'),'fb wrong',p('fallback','wrong'),'any',p('any','right'),p('any','wrong'),flush=True)
for a in (30,40,50,60):
    ev(dict(answered=a,gaps=40,smalltalk=40,out_of_scope=20,named=10,suggested=8))
for g in (20,30,50): ev(dict(answered=40,gaps=g,smalltalk=20,out_of_scope=20,named=10,suggested=8))
for g in (40,60): ev(dict(answered=40,gaps=30,smalltalk=30,out_of_scope=g,named=10,suggested=8))
