import pickle,collections,numpy as np
rows=pickle.load(open('/tmp/oof.pkl','rb'))
by=collections.defaultdict(list)
for r in rows: by[r[0]].append(r)
for n,rs in by.items():
    a=np.array([r[2] for r in rs]); over=np.mean([(r[2]>.62) and r[3] in ('crisis','emergency','crisis_of_another') for r in rs])
    print(n,len(rs),'over %.3f'%over,'line %.3f'%(a>-.85).mean(), 'pers>.95 %.3f >.73 %.3f'%(np.mean([r[4]>2.94 for r in rs]),np.mean([r[4]>1 for r in rs])))
for n in ('harmless','personal'):
    print('---',n); 
    for r in sorted(by[n],key=lambda r:-r[2])[:45]: print('%.1f %s | %s'%(r[2],r[3],r[1][:120]))
for n in ('past_or_general','figurative'):
    print('---',n); 
    for r in sorted([r for r in by[n] if r[3] in ('crisis','emergency','crisis_of_another')],key=lambda r:-r[2])[:30]: print('%.1f %s | %s'%(r[2],r[3],r[1][:110]))
for n,m in (('emergency',45),('crisis',45),('crisis_of_another',12)):
    print('---',n); 
    for r in sorted(by[n],key=lambda r:r[2])[:m]: print('%.1f %s | %s'%(r[2],r[3],r[1][:110]))
