import sys; sys.argv=['x','0.8','-0.5']
from proto.ev import *
f=finder(bands, False); E=evals(); s=yaml.safe_load(open('/work/data/safety.yaml'))
E|={k:[x if isinstance(x,str) else x.get('text', str(x)) for x in v] for k,v in s.items()}
for W in (10,16,24,32):
    for k in ('buried','g:personal','look_alikes','g:crisis'):
        v=[]; w0=[]
        for t in E[k]:
            w=f._disguises.see_through(t).split(); sc=f._model.scores(w,W)[:,0]
            if len(w)>16: v.append(sc.max()); w0.append(sc[0])
        v=np.array(v); print(W,k,len(v),'max window >.8: %.0f >1.5: %.0f >2: %.0f >3: %.0f | whole>.8 %.0f'%tuple(100*(np.array(x)>t).mean() for x,t in ((v,.8),(v,1.5),(v,2),(v,3),(w0,.8))))
