from proto import harness as h
from bot.knowledge import load, Kind
from bot.learning.thresholds import *
from bot.learning.thresholds import _asked,_calibration
k=load(); lessons=taught(k)
held=[l for l in lessons if draw("fold",l.source)%4==0]
learnt=learn_intents(k,[l for l in lessons if draw("fold",l.source)%4])
d=Decider(replace(k,thresholds=replace(k.thresholds,calibration=Calibration(-0.015,-0.146,0.613))),learnt)
for l in held:
    if l.intent=='out_of_scope':
        t=d.reader.read(l.text); c=d.candidates(t)
        if c and k.kinds[c[0].intent] is Kind.ANSWERED and c[0].score>55 and not d.is_doubtful(t,named=d.reader.is_named(t.words)): print(round(c[0].score),c[0].intent,l.text, '|',l.source if l.source!=l.text else '')
