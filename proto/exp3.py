from proto.exp import *
from proto.own import Feats
E = evals(); F = {k: [fold(t) for t in v] for k, v in E.items()}
rows = train(); T = [fold(t) for t,_,_ in rows]; y = np.array([l for _,l,_ in rows]); g=np.array([g for _,_,g in rows])
fig = np.isin(g, ['tsv:figurative','own:figurative'])
kind = np.where(fig, 'figurative', y)
ya = np.isin(y, ALARMS)
def lr(C, cw='balanced'): return LogisticRegression(C=C, class_weight=cw, solver='liblinear')
f=Feats(unknown=False,L=(3,5)); X=f.fit(T); XE={k: f.transform(t) for k,t in F.items()}
m=lr(30).fit(X,ya); s={k: m.decision_function(x) for k,x in XE.items()}
if __name__=='__main__':
    report(s, E, 'one stage')
    for C in (3, 30):
      for cw in ('balanced', None):
        KS=['crisis','crisis_of_another','emergency','past','figurative']
        sel=np.isin(kind,KS); Xs=X[sel]; ks=kind[sel]
        mk={k: lr(C,cw).fit(Xs, ks==k) for k in KS}
        M={e: np.stack([mk[k].decision_function(x) for k in KS],1) for e,x in XE.items()}
        g2={e: np.where(M[e][:,:3].max(1) > M[e][:,3:].max(1), s[e], -99) for e in s}
        report(g2, E, f'two stage C={C} {cw}')
    for k in ('ord:clinc','ord:bank','ord:hint3','extra'):
        print(k)
        for i in np.argsort(-s[k])[:14]: print(f'  {s[k][i]:.2f} {KS[M[k][i].argmax()]:10} {E[k][i][:110]}')
