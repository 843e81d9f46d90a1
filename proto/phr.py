from proto.ev import *
from bot.understanding.folding import fold
f=finder(False); k=load(pathlib.Path('.'))
ex=examples_of(k)
E=sets()
pools={n:ex[n] for n in ('harmless','past_or_general','figurative','personal')}|{n:E[n] for n in E if n.startswith(('g:','ord','extra','s:look','chk:emergency_past','chk:fig')) and not n in('g:crisis','g:emergency','g:crisis_of_another')}
for n,p in pools.items():
    for t in p:
        for a in f._said(Searchable(f._disguises.see_through(t))):
            if a.flag.name!='personal': print(n,'|',a.flag.name,'|',a.why.text,'|',t[:130])
print('phrase recall', {n: round(100*np.mean([any(a.flag.name!='personal' for a in f._said(Searchable(f._disguises.see_through(t)))) for t in ex[n]]),1) for n in ALARMS})
