from proto.ev import *
import bot.learning.alarms as L
h=[(n,0 if al and n not in ALARMS else s,p) for n,al,s,p in pickle.load(open('/tmp/held.pkl','rb'))]
for c in (1.5,1.8,2,2.2,2.5,3,4,4.5,5,5.5,6,8,10,12): print(c, L._band([(s,n in ALARMS) for n,s,_ in h],dict(line=c,takes_over=c)), L._band([(s,n=='personal') for n,_,s in h if n not in ALARMS],dict(line=c,takes_over=c)))
