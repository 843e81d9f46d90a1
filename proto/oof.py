from proto.ev import *
import bot.learning.alarms as L
k=load(pathlib.Path('.')); ex=examples_of(k)
known=[(n,t,fold(t).split()) for n,s in ex.items() for t in s]
rows=[]
for at in range(5):
    m=L._learn([(n,w) for i,(n,_,w) in enumerate(known) if i%5!=at])
    for n,t,w in known[at::5]:
        s=dict(zip(m.names, map(float,m.scores(w)[0]))); kind=max((*ALARMS,*LOOK_ALIKES),key=s.__getitem__); rows.append((n,t,s['alarm'],kind,s['personal']))
pickle.dump(rows,open('/tmp/oof.pkl','wb'))
