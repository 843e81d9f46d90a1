from proto import harness as h
from bot.evaluation.typos import mistype
b=h.Bot()
for f,i,o,qs in h.golden():
    if o=='answer':
        for q in qs:
            a=b.one(q); t=mistype(q,'mixed',12); c=b.one(t)
            if h.verdict(i,o,a)=='right' and h.verdict(i,o,c)!='right':
                w0=a['decision'].text.words; w1=c['decision'].text.words
                print(i,'|',t,'|',[x for x in w1 if x not in w0],'<-',[x for x in w0 if x not in w1],c['outcome'],c['intents'],c['score'])
h.gold(b,typo=True); h.gold(b)
