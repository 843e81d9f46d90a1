import sys, time
from proto import harness as h
show=[a for a in sys.argv[1:] if not a.startswith('-')]
drop=[a[2:] for a in sys.argv[1:] if a.startswith('--')]
b=h.Bot(drop=drop)
print('lessons',len(b.L),'fit',round(b.fit,1),'features',len(b.learnt.model.rows))
h.report(b,show,quick='-q' in sys.argv)
