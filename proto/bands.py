from proto.ev import *
k=load(pathlib.Path('.')); m=pickle.load(open('/tmp/alarm_model.pkl','rb')); E=sets()
for b in [dict(crisis=(28,62),emergency=(24,58),crisis_of_another=(20,60),personal=(25,50)),dict(crisis=(21,65),emergency=(21,45),crisis_of_another=(8,14),personal=(9,42)),dict(crisis=(21,65),emergency=(21,65),crisis_of_another=(13,40),personal=(17,42)),dict(crisis=(21,65),emergency=(21,58),crisis_of_another=(13,50),personal=(17,42))]:
    f=AlarmFinder(replace(k.red_flags,bands={n:Band(*v) for n,v in b.items()}),m); print(b)
    for n in E:
        if n in ('s:disguised','s:buried','g:silent','g:impersonal'): continue
        r=[f.find(t) for t in E[n]]; N=len(r)
        o=sum(1 for a in r if a and a.level=='takes over' and a.flag.name!='personal'); l=sum(1 for a in r if a and ((a.level=='line' and a.flag.name!='personal') or a.also))
        p=sum(1 for a in r if a and a.level=='takes over' and a.flag.name=='personal'); pl=sum(1 for a in r if a and a.level=='line' and a.flag.name=='personal')
        print(f'   {n[:20]:20} over {100*o/N:.1f} line {100*l/N:.1f} pers {100*p/N:.1f}/{100*pl/N:.1f}',end='' if n[0]!='g' else '')
        print()
