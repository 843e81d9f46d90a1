from proto.ev import *
import bot.learning.alarms as L
k=load(pathlib.Path('.')); ex=examples_of(k); r=L.held_out(ex); pickle.dump((r,len(ex['harmless'])),open('/tmp/held.pkl','wb'))
