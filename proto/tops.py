from proto.exp import *
E = evals(); F = {k: [fold(t) for t in v] for k, v in E.items()}
rows = train(); T = [fold(t) for t,_,_ in rows]; y = np.array(['harmless' if l=='past' else l for _,l,_ in rows]); g=np.array([g for _,_,g in rows])
ya = np.isin(y, ALARMS); v=vec(); X=v.fit_transform(T)
mk=lambda: LogisticRegression(C=10, class_weight='balanced', solver='liblinear')
m=mk().fit(X,ya)
for k in ('ord:bank','ord:clinc','ord:hint3','extra'):
    s=m.decision_function(v.transform(F[k])); print(k)
    for i in np.argsort(-s)[:30 if k=='ord:bank' else 12]: print(f'  {s[i]:.2f} {E[k][i][:110]}')
from sklearn.model_selection import cross_val_predict, KFold
oof=cross_val_predict(mk(), X, ya, cv=KFold(5, shuffle=True, random_state=0), method='decision_function')
for grp in ('tsv:crisis','tsv:crisis_of_another','tsv:emergency'):
    idx=np.where(g==grp)[0]; print(grp, 'oof recall at 1.0', (oof[idx]>1).mean(), 'at 2.3', (oof[idx]>2.3).mean())
    for i in idx[np.argsort(oof[idx])][:70 if 'another' not in grp else 15]: print(f'  {oof[i]:.2f} {rows[i][0][:120]}')
