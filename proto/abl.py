import sys,json,time
from proto import harness as h
import measure
import bot.learning.linear as lin, bot.understanding.matcher as mt, bot.learning.intents as li, bot.understanding.learnt as le, bot.understanding.decide as de, bot.learning.lessons as ls, bot.understanding.features as fe, bot.learning.templates as tp
from bot.evaluation.typos import mistype
import random
web=[json.loads(l) for l in open('/work/shared/questions/web.jsonl')]
def sets(b):
    S={'web':[],'gold':[],'typo':[],'ctx':[],'ppl':[]}
    def add(n,text,ok):
        d=b.d.decide(text)
        if d.candidates: S[n].append((d.candidates[0].evidence[1], d.candidates[0].intent in ok, b.k.kinds[d.candidates[0].intent].value))
        else: S[n].append((0,d.meaning.__class__.__name__=='Tapped' and True,'x'))
    for r in web:
        if measure.kind(r['label'])=='covered': add('web',r['text'],{i for l in [r['label'],*r.get('also',[])] for i in l.split('+')})
    for f,i,o,qs in h.golden():
        if o=='answer':
            for q in qs: add('gold',q,{i}); add('typo',mistype(q,'mixed',12),{i})
    for i,q in measure.PLAIN.items():
        for c in measure.CLAUSES: add('ctx',c+q.format('b12'),{i}|measure.ALSO.get(i,set()))
    return S
def show(S):
    o=[]
    for n,v in S.items():
        if not v: continue
        N=len(v); best=0
        for t in sorted({x[0] for x in v}):
            w=sum(not x[1] and x[2]=='answered' and x[0]>=t for x in v)/N
            if w<=.025: best=max(best,sum(x[1] and x[0]>=t for x in v)/N)
        o.append(f"{n} top {100*sum(x[1] for x in v)/N:.1f} @2.5 {100*best:.1f}")
    return ' | '.join(o)
V={
 'base':lambda:None,
 'noev':lambda:setattr(lin,'EVIDENCE',0.0),
 'ev1':lambda:setattr(lin,'EVIDENCE',0.2),
 'C.3':lambda:setattr(lin,'REGULARITY',.3),
 'C3':lambda:setattr(lin,'REGULARITY',3.),
 'least1':lambda:setattr(li,'LEAST',1),
 'least5':lambda:setattr(li,'LEAST',5),
 'nolike':lambda:setattr(mt,'LIKENESS',0.0),
 'like6':lambda:setattr(mt,'LIKENESS',6.0),
 'every4':lambda:setattr(ls,'EVERY',4),
 'every1':lambda:setattr(ls,'EVERY',1),
 'unk1':lambda:setattr(li,'UNKNOWN',1.4),
 'unk0':lambda:setattr(li,'UNKNOWN',0.0),
 'most6':lambda:setattr(tp.expand,'__defaults__',(6,)),
 'most8':lambda:setattr(tp.expand,'__defaults__',(8,)),
 'every3':lambda:setattr(ls,'EVERY',3),
 'most16':lambda:setattr(tp.expand,'__defaults__',(16,)),
 'letters3':lambda:setattr(fe,'LETTERS',(3,)),
 'dist0':lambda:setattr(fe,'DISTANCE',0),
 'nomarks':lambda:(setattr(li,'marks',nm),setattr(de,'marks',nm)),
 'noident':lambda:None,
}
def nm(names,subject,words): return [] if not set(subject).isdisjoint(words) else [fe.UNNAMED]
if __name__=='__main__':
    import subprocess
    if len(sys.argv)>2 and sys.argv[1]=='one':
        V[sys.argv[2]](); b=h.Bot(); print(sys.argv[2],len(b.L),len(b.learnt.model.rows),round(b.fit,1),show(sets(b)),flush=True)
    else:
        for k in sys.argv[1:] or V: subprocess.run([sys.executable,'proto/abl.py','one',k])
