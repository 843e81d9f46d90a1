from proto.ev import *
f=finder(False); rows=[json.loads(l) for l in open('/work/shared/questions/people.jsonl')]
c=collections.Counter(); bad=[]
for r in rows:
    a=f.find(r['message']); lv='' if not a else ('pers ' if a.flag.name=='personal' else '')+a.level
    e=str(r['expected']); k='alarm' if e.startswith(('crisis','emergency')) else 'no alarm'
    c[k,lv]+=1
    if (k=='alarm' and lv!='takes over') or (k!='alarm' and lv in('takes over','line')): bad.append((k,e[:30],lv,r['message'][:90]))
print(c)
for b in bad[:60]: print(b)
