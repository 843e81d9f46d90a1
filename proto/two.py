from proto import harness as h
import measure, dataclasses
from bot.knowledge import Calibration
b=h.Bot()
k=dataclasses.replace(b.k,thresholds=dataclasses.replace(b.k.thresholds,answered=60,unnamed=72,gaps=39,smalltalk=21,suggested=20,calibration=Calibration(-0.303,-0.017,0.493)))
for th in (dict(answered=65,unnamed=82,gaps=39,smalltalk=21,suggested=42),dict(answered=60,unnamed=72,gaps=39,smalltalk=21,suggested=20)):
    b.d=h.Decider(dataclasses.replace(k,thresholds=dataclasses.replace(k.thresholds,**th)),b.learnt); print(th)
    measure.ask=lambda _,t: b.ask(t)
    measure.web(None,set()); h.gold(b)
    for n in measure.NAMES[3:5]: measure.structured(None,n,[(q.format(n),i) for i,qs in measure.ASPECTS.items() for q in qs],set())
