import random,sys,json,dataclasses,yaml
from proto import harness as h
web=[json.loads(l)['text'] for l in open('/work/shared/questions/web.jsonl')]
Q=[(q,i) for f,i,o,qs in h.golden() if o in('answer','gap','smalltalk','fallback') for q in qs]+[(t,None) for t in web]
old=yaml.safe_load(open('proto/intents_old.yaml')); ex={**{k:v['examples'] for s in ('answered','gaps') for k,v in old[s].items()}}
b=h.Bot(); base=[b.one(q) for q,_ in Q]
r=random.Random(20); tot=[]
for n in range(int(sys.argv[1])):
    kind=['add','remove','reword'][n%3]; i=r.choice(list(ex))
    def edit(k):
        I=k.intents[i]; e=list(I.examples)
        if kind=='add': e.append(r.choice([x for x in ex[i] if x not in e]))
        elif kind=='remove': e.pop(r.randrange(len(e)))
        else:
            j=r.randrange(len(e)); e[j]=e[j]+' please tell me'
        return dataclasses.replace(k,intents={**k.intents,i:dataclasses.replace(I,examples=tuple(e))})
    c=h.Bot(edit=edit)
    ch=[]
    for (q,want),x in zip(Q,base):
        y=c.one(q)
        if (x['outcome'],x['intents'][:1] if x['outcome']!='suggest' else sorted(x['intents']))!=(y['outcome'],y['intents'][:1] if y['outcome']!='suggest' else sorted(y['intents'])):
            ch.append((q,x['outcome'],x['intents'],y['outcome'],y['intents'],i in x['intents']+y['intents'] or want==i))
    nots=[c for c in ch if not c[5]]; hard=[c for c in nots if not (c[1]==c[3]=='suggest')]
    tot.append((len(ch),len(nots),len(hard))); print(kind,i,'changed',len(ch),'not about it',len(nots),'outcome or answer',len(hard),flush=True)
print([sum(t[k] for t in tot)/len(tot) for k in range(3)])
