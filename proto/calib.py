import sys
from proto import harness as h
from bot.learning.templates import draw
import numpy as np
from sklearn.linear_model import LogisticRegression
def fit(b):
    L=b.L; cov=[k for k,i in b.ints.items() if i.kind is h.Kind.ANSWERED]
    X=[];y=[];kinds=[]
    for f in (0,):
        tr=[l for l in L if draw('fold',l.source)%4!=f]; te=[l for l in L if draw('fold',l.source)%4==f]
        lt=h.learn_intents(tr,b.voc,b.learnt.english,cov)
        d=h.Decider(b.k,lt)
        for l in te[::2]:
            t=d.reader.read(l.text); c=d._matcher.candidates(t.words,unnamed=d._subject.isdisjoint(t.words))
            if c: X.append(c[0].evidence); y.append(c[0].intent==l.intent); kinds.append(b.k.kinds[c[0].intent])
    X=np.array(X);y=np.array(y)
    m=LogisticRegression(C=100).fit(X,y)
    print('heldout acc',y.mean(),'platt',m.intercept_,m.coef_, 'n',len(y))
    from bot.knowledge import Calibration
    return Calibration(float(m.intercept_[0]),float(m.coef_[0][0]),float(m.coef_[0][1]))
