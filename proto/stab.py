from proto.ev import *
import random
from dataclasses import replace
k=load(pathlib.Path('.')); ex={n:list(v) for n,v in examples_of(k).items()}; E=sets()
names=['chk:crisis','chk:crisis_of_another','chk:emergency','g:crisis','g:emergency','g:crisis_of_another','s:disguised','s:foreign','s:buried']; calm=['extra','ord:clinc','ord:bank','ord:hint3','g:rest','g:harmless']
def verdict(m):
    f=AlarmFinder(k.red_flags,m); return {(n,t): (a.level+' '+a.flag.name if (a:=f.find(t)) else '') for n in names+calm for t in E[n]}
r=random.Random(5); base=verdict(learn(ex)); tot=[]
def alarm(v): return v and 'personal' not in v
for i in range(int(sys.argv[1])):
    e={n:list(v) for n,v in ex.items()}; kind=r.choice([n for n in e if n!='harmless']+['harmless']); j=r.randrange(len(e[kind])); op=i%3
    if op==0: e[kind].insert(j, r.choice(e[kind])+' please')
    elif op==1: del e[kind][j]
    else: e[kind][j]='well '+e[kind][j]+' you know'
    v=verdict(learn(e)); lost=[q for q in base if q[0] in names and alarm(base[q]) and not alarm(v[q])]; down=[q for q in base if q[0] in names and base[q].startswith('takes over') and v[q].startswith('line')]; ch=sum(base[q]!=v[q] for q in base)
    print(i,op,kind,'lost',len(lost),'takeover to line',len(down),'changed',ch,'of',len(base),flush=True)
