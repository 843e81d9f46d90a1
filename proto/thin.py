import sys
from proto.sweep import *
ex={n:list(v) for n,v in examples_of(k).items()}
old=set(map(str,k.red_flags.examples['harmless']))
rep(L.learn(ex),'all')
ex2=dict(ex); ex2['harmless']=[t for t in ex['harmless'] if str(t) not in old]
rep(L.learn(ex2),'without rfe harmless')
m=pickle.load(open('/tmp/alarm_model.pkl','rb'))
# keep those that an alarm phrase or scary word makes hard: model without them scores them above -1.5
m2=L.learn(ex2); hard=[t for t in ex['harmless'] if str(t) in old and max(m2.scores(fold(t).split(),32)[:,0])>-1.0]
print('hard',len(hard)); pathlib.Path('/tmp/hard.txt').write_text('\n'.join(hard))
ex3=dict(ex2); ex3['harmless']=ex2['harmless']+hard; rep(L.learn(ex3),'with hard')
