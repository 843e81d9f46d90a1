from proto.ev import *
import bot.learning.alarms as L, time
from bot.understanding.alarm_model import NGrams
from sklearn.svm import LinearSVC
k=load(pathlib.Path('.')); ex=examples_of(k); E=sets()
f=finder(False)
W={n:[f._disguises.see_through(t).split() for t in v] for n,v in E.items()}
PH={n:np.array([any(a.flag.name!='personal' and a.level=='takes over' for a in f._said(Searchable(' '.join(w)))) for w in W[n]]) for n in W}
def rep(m,name):
    S={}
    for n in W:
        out=[]
        for w in W[n]:
            sc=m.scores(w,32); j=sc[:,0].argmax(); s=sc[j,0]-2.0*(len(sc)>1)
            la=any(max(range(1,6),key=lambda c:r[c])>3 for r in (sc[j],sc[0])); out.append((s,la))
        S[n]=(np.array([o[0] for o in out]),np.array([o[1] for o in out]))
    def over(n,t): return 100*float(np.mean(PH[n]|((S[n][0]>=t)&~S[n][1])))
    def line(n,t): return 100*float(np.mean(PH[n]|(S[n][0]>=t)))
    grid=np.arange(-3,5,.02)
    ok=lambda fn,b: next(t for t in grid if all(fn(n,t)<=x+1e-9 for n,x in b.items()))
    hi=ok(over,{'ord:clinc':.7,'ord:bank':1.5,'ord:hint3':1.0}); lo=ok(line,{'ord:clinc':3.,'ord:bank':3.,'ord:hint3':3.}); hi2=ok(over,{'ord:clinc':.3,'ord:bank':.3,'ord:hint3':.3})
    print(f"{name:26} HI {hi:.2f} "+' '.join(f'{over(n,hi):.1f}' for n in ('chk:crisis','chk:crisis_of_another','chk:emergency','chk:emergency_past_or_general','chk:figurative','g:personal','s:look_alikes'))+f" | HI.3 {hi2:.2f} "+' '.join(f'{over(n,hi2):.1f}' for n in ('chk:crisis','chk:crisis_of_another','chk:emergency'))+f" | LO {lo:.2f} "+' '.join(f'{line(n,lo):.1f}' for n in ('chk:crisis','chk:crisis_of_another','chk:emergency')), flush=True)
if __name__=='__main__':
    base=(L.NGRAMS,L.FEWEST,L.CERTAIN,L.CAUTIOUS,L._fit)
    def svc(C):
        def fit(m,a,s):
            c=LinearSVC(C=C,class_weight='balanced',dual=False).fit(m,a); return c.coef_[0]*4,float(c.intercept_[0])*4
        return fit
    def lr(cw):
        def fit(m,a,s):
            from sklearn.linear_model import LogisticRegression
            c=LogisticRegression(C=s,class_weight=cw,solver='liblinear').fit(m,a); return c.coef_[0],float(c.intercept_[0])
        return fit
    for name,ch in [('base',{}),('C10',dict(CERTAIN=10)),('C100',dict(CERTAIN=100)),('W12',dict(NGRAMS=NGrams((1,2),(3,5)))),('L25',dict(NGRAMS=NGrams((1,3),(2,5)))),('L36 W14',dict(NGRAMS=NGrams((1,4),(3,6)))),('L34',dict(NGRAMS=NGrams((1,3),(3,4)))),('df3',dict(FEWEST=3)),('unbalanced',dict(_fit=lr(None))),('w4',dict(_fit=lr({0:1,1:4}))),('svc.3',dict(_fit=svc(.3)))]:
        L.NGRAMS,L.FEWEST,L.CERTAIN,L.CAUTIOUS,L._fit=base
        for a,b in ch.items(): setattr(L,a,b)
        rep(L.learn(ex),name)
