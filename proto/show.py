import sys
sets=sys.argv[3].split(',')
from proto.ev import *
f=finder(bands, False); E=evals(); s=yaml.safe_load(open('/work/data/safety.yaml'))
E|={k:[x if isinstance(x,str) else x.get('text', str(x)) for x in v] for k,v in s.items()}
want=sys.argv[4]
for k in sets:
    for t in E[k]:
        a=f.find(t); lv='none' if a is None else ('pers ' if a.flag.name=='personal' else '')+a.level
        if (want=='over')==(lv=='takes over'):
            why='' if a is None else (f'PH[{a.why.text}]' if isinstance(a.why,Phrase) else f'{a.why.probability:.2f}')
            print(k, '|', lv, a.flag.name if a else '', why, '|', t[:int(sys.argv[5]) if len(sys.argv)>5 else 150])
