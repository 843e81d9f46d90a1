"""Write intents.yaml from the old file's structure with new examples. usage: build.py keep.json (intent -> list of old examples) or 'all' / 'none'"""
import sys,yaml,json,re
def write(keep,out='intents.yaml'):
    old=yaml.safe_load(open('proto/intents_old.yaml'))
    T={}
    for f in ('templates_new','templates_gaps','templates_small'):
        try: T.update(yaml.safe_load(open(f'proto/{f}.yaml')) or {})
        except FileNotFoundError: pass
    lines=open('proto/intents_old.yaml').read().split('\n'); res=[]; cur=None; skip=False
    for l in lines:
        m=re.match(r'^  (\w+):$',l); m0=re.match(r'^(\w+):$',l)
        if m0: cur=m0[1]; skip=False
        if m and m[1]!='examples': cur=m[1]; skip=False
        if re.match(r'^\s+examples:$',l):
            res.append(l); ind=' '*(len(l)-len(l.lstrip())+2)
            skip=True
            ex=[*dict.fromkeys([*(T.get(cur) or []),*keep(cur)])]
            res+= [ind+json.dumps(e,ensure_ascii=False) .join(('- ','')) for e in ex]
            continue
        if skip and re.match(r'^\s+- ',l): continue
        if skip and l.strip()=='' : skip=False
        res.append(l)
    open(out,'w').write('\n'.join(res))
    d=yaml.safe_load(open(out)); return d
if __name__=='__main__':
    old=yaml.safe_load(open('proto/intents_old.yaml'))
    ex={**{k:v['examples'] for s in ('answered','gaps','smalltalk') for k,v in old[s].items()},'out_of_scope':old['out_of_scope']['examples']}
    a=sys.argv[1]
    if a=='all': write(lambda i:ex.get(i,[]))
    elif a=='none': write(lambda i:ex.get(i,[])[:1] if i in ('greeting','thanks','goodbye','help','about') else [])
    else:
        k=json.load(open(a)); write(lambda i:k.get(i,[]))
