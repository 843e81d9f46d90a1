"""Experiment: linear matcher with options."""
import os
from collections import Counter
import numpy as np, scipy.sparse as sp
from math import log
from sklearn.svm import LinearSVC
from sklearn.linear_model import LogisticRegression
from bot.understanding.folding import fold
from bot.understanding.features import stem
from bot.understanding.repair import WordRepair
from bot.understanding.matcher import Candidate, _Examples
from rapidfuzz import fuzz, process

OPT=dict(views='w b p t', weight='entropy', clf='svc', C=0.5, dist=5, unk=1.4, like=2.0, temp=5.0, chars=(3,3), mindf=1)
def views(words):
    st=[stem(w) for w in words]
    out=[]
    V=OPT['views'].split()
    if 'w' in V: out.append(list(dict.fromkeys(st)))
    if 'b' in V: out.append(list(dict.fromkeys(f"{a} {b}" for a,b in zip(['<',*st],[*st,'>']))))
    if 'p' in V: out.append(list(dict.fromkeys(f"{min(a,b)}~{max(a,b)}" for d in range(1,OPT['dist']+1) for a,b in zip(st,st[d:]))))
    if 't' in V:
        lo,hi=OPT['chars']
        out.append(list(dict.fromkeys((p:=f"<{w}>")[i:i+n]+'^' for w in words for n in range(lo,hi+1) for i in range(max(1,len(f'<{w}>')-n+1)))))
    return out
class Lin:
    def __init__(s, examples):
        texts=[(fold(t).split(),k) for k,(i,ts) in enumerate(examples.items()) for t in [*ts, i.replace('_',' ')]]
        s.names=list(examples); C=len(s.names)
        s.repair=WordRepair(Counter(w for ws,_ in texts for w in ws))
        y=np.array([k for _,k in texts])
        fv=[views(ws) for ws,_ in texts]
        s.V=len(fv[0])
        df=Counter(f for v in fv for g in v for f in g)
        s.rows={f:i for i,f in enumerate(sorted(f for f,c in df.items() if c>=OPT['mindf']))}
        n=len(s.rows)
        # entropy
        size=np.bincount(y,minlength=C)
        ii=[];yy=[]
        for v,k in zip(fv,y):
            for g in v:
                for f in g:
                    r=s.rows.get(f)
                    if r is not None: ii.append(r);yy.append(k)
        if OPT['weight']=='entropy':
            R=sp.csr_matrix((1/size[yy],(ii,yy)),shape=(n,C)); tot=np.asarray(R.sum(1)).ravel()
            d=R.data/np.repeat(tot,np.diff(R.indptr)); R.data=d*np.log(d)
            w=(np.maximum(0,log(C)+np.asarray(R.sum(1)).ravel())+0.3)**0.7
        else:
            dfv=np.bincount(ii,minlength=n); w=np.log((1+len(y))/(1+dfv))+1
        s.w=w; s.unk=OPT['unk']*w.max()
        data=[];ind=[];ptr=[0]
        for v in fv:
            i,x=s.vec(v); ind+=i;data+=x;ptr.append(len(ind))
        X=sp.csr_matrix((data,ind,ptr),shape=(len(fv),n))
        if OPT['clf']=='svc':
            m=LinearSVC(C=OPT['C'],tol=1e-4,random_state=0,dual=OPT.get('dual',True)); m.fit(X,y); s.W=m.coef_.T.astype(np.float32); s.b=m.intercept_
        else:
            m=LogisticRegression(C=OPT['C'],tol=1e-3,max_iter=300); m.fit(X,y); s.W=m.coef_.T.astype(np.float32); s.b=m.intercept_
        if C==2: s.W=np.hstack([-s.W,s.W])
        s.b=s.b*OPT['temp'] if C>2 else np.array([-s.b[0],s.b[0]])*OPT['temp']
        s.W=s.W*OPT['temp']
        if OPT.get('ev',0):
            R=sp.csr_matrix((1/size[yy],(ii,yy)),shape=(n,C)).tocoo(); a=0.02
            tot=np.asarray(R.sum(1)).ravel()[R.row]
            E=np.zeros((n,C),dtype=np.float32); E[R.row,R.col]=np.log1p(R.data/a)+np.log((tot+a)/(tot-R.data+a))
            s.W=s.W+OPT['ev']*E
        s.W=np.ascontiguousarray(s.W.astype(np.float32))
        class RR:
            def as_example(self,w): return w
        s.ex=[_Examples(ts,RR(),40) for ts in examples.values()]
    def vec(s,v):
        ind=[];data=[];k=len(v)**0.5
        for g in v:
            r=[s.rows[f] for f in g if f in s.rows]
            x=s.w[r]; u=len(g)-len(r)
            nn=((x*x).sum()+u*s.unk**2)**0.5*k
            ind+=r; data+=list(x/nn) if len(r) else []
        return ind,data
    def match(s,text):
        words=s.repair.repair(fold(text).split()[-60:])
        i,x=s.vec(views(words))
        if not i: return []
        d=np.array(x,dtype=np.float32)@s.W[i]+s.b
        order=np.argsort(-d)[:5]
        z=d.copy()
        st=' '.join(map(stem,words))
        for k in order:
            l,_=s.ex[k].closest(st); z[k]+=OPT['like']*l; 
        o=[]
        mx=z.max(); e=np.exp(z-mx)
        for k in order:
            p=e[k]/e.sum(); lo=np.log(max(p,1e-9)/max(1-p,1e-9))
            sc=1/(1+np.exp(-(OPT.get('bias',0)+OPT.get('prof',1.0)*z[k]+OPT.get('odds',.5)*lo)))
            o.append(Candidate(s.names[k],100*sc,''))
        return sorted(o,key=lambda c:(-c.score,c.intent))
