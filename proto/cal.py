from proto.ev import *
import bot.learning.alarms as L
k=load(pathlib.Path('.')); h=list(L._held_out(examples_of(k))); pickle.dump(h,open('/tmp/held.pkl','wb'))
for c in (1,1.5,2,2.5,3,4,5,6,7,8,10,12): print(c, L._band([(s,n in ALARMS) for n,s,_ in h],dict(line=c,takes_over=c)), L._band([(s,n=='personal') for n,_,s in h if n not in ALARMS],dict(line=c,takes_over=c)))
