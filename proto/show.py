import sys
from proto.ev import *
f=finder(False, *[int(x) for x in sys.argv[3:5]]); E=sets()
for k in sys.argv[1].split(','):
    for t in E[k]:
        a=f.find(t); lv='none' if a is None else ('pers ' if a.flag.name=='personal' else '')+a.level
        if (sys.argv[2]=='over')==(lv=='takes over') or sys.argv[2]==lv:
            why='' if a is None else (f'PH[{a.why.text}]' if isinstance(a.why,Phrase) else f'{a.why.probability:.2f}')
            print(k, '|', lv, a.flag.name if a else '', why, '|', t[:200])
