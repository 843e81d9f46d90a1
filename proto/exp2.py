from proto.exp import *
from proto.own import Feats
import itertools
E = evals(); F = {k: [fold(t) for t in v] for k, v in E.items()}
rows = train(); T = [fold(t) for t,_,_ in rows]; y = np.array([l for _,l,_ in rows]); g=np.array([g for _,_,g in rows])
print(collections.Counter(y.tolist()))
ya = np.isin(y, ALARMS)
def lr(C): return LogisticRegression(C=C, class_weight='balanced', solver='liblinear')
for name, kw, C, past in [
  ('base', dict(unknown=False), 30, 1),
  ('unknown', dict(), 30, 1),
  ('unknown C100', None, 100, 1),
  ('unknown past3', None, 30, 3),
  ('unk joint', dict(separate=False), 30, 1),
  ('unk df3', dict(min_df=3), 30, 1),
  ('unk W14 L36', dict(W=(1,4),L=(3,6)), 30, 1),
  ('unk L35', dict(L=(3,5)), 30, 1),
  ]:
    t0=time.time()
    if kw is not None:
        f=Feats(**kw); X=f.fit(T); XE={k: f.transform(t) for k,t in F.items()}
    t1=time.time(); sw=np.where((y=='past')|(g=='tsv:figurative')|(g=='own:figurative'), past, 1)
    m=lr(C).fit(X,ya,sample_weight=sw)
    report({k: m.decision_function(x) for k,x in XE.items()}, E, f'{name} n={X.shape} feat {t1-t0:.1f} fit {time.time()-t1:.1f}')
