from proto.ev import *
f=finder(False); E=sets()
for n,p in E.items():
    out=[]
    for t in p:
        w=Searchable(f._disguises.see_through(t))
        for a in f._said(w):
            if a.flag.name!='personal':
                sc=f._model.scores(w.folded.split(),32); out.append((round(float(sc[:,0].max()),1), str(a.flag.name)[:9], a.why.text, t[:80]))
    out.sort(); print(n, len(out), out[:7 if n.startswith(('chk:c','chk:emergency','g:c','g:em','s:')) and 'past' not in n else 12])
