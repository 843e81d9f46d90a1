"""Public benchmark: matcher factories on CLINC 10-shot, HINT3 splits, BANKING 10-shot."""
import csv, json, sys, time, random, importlib
from pathlib import Path
from bot.evaluation.metrics import Labelled, auroc, best_mcc
from bot.evaluation.typos import mistype
B=Path('/work/shared/benchmarks')
def sets():
    d=json.loads((B/'clinc150_train_val.json').read_text())
    r=random.Random(12)
    tr={}
    rows=list(d['train']); r.shuffle(rows)
    for t,l in rows:
        if len(tr.setdefault(l,[]))<10: tr[l].append(t)
    val=[(t,l) for t,l in d['val']]; r.shuffle(val)
    yield 'clinc10', tr, val[:1500], [t for t,_ in d['oos_val']]
    for f in sorted(B.glob('hint3*')):
        rows=[(x['sentence'],x['label']) for x in csv.DictReader(f.open())]
        r=random.Random(5); r.shuffle(rows)
        labels=sorted({l for _,l in rows}); out=set(r.sample(labels,len(labels)//5))
        tr={};te=[];oos=[]
        for i,(t,l) in enumerate(rows):
            if l in out: oos.append(t)
            elif i%2 or l not in tr: tr.setdefault(l,[]).append(t)
            else: te.append((t,l))
        yield f.stem.replace('_train',''), tr, te, oos
    rows=[(x['text'],x['category']) for x in csv.DictReader((B/'banking77_train.csv').open())]
    r=random.Random(3); r.shuffle(rows); tr={};te=[]
    labels=sorted({l for _,l in rows}); out=set(r.sample(labels,15)); oos=[]
    for t,l in rows:
        if l in out: oos.append(t)
        elif len(tr.setdefault(l,[]))<10: tr[l].append(t)
        else: te.append((t,l))
    yield 'banking10', tr, te[:1000], oos[:400]
def run(factory):
    tot=[]
    for name,tr,te,oos in sets():
        c=time.process_time(); m=factory(tr); c=time.process_time()-c
        q=time.process_time()
        best=[m.match(t) for t,_ in te]; ob=[m.match(t) for t in oos]
        q=(time.process_time()-q)/(len(te)+len(oos))*1000
        ty=[m.match(mistype(t,'mixed',12)) for t,_ in te]
        g=lambda b:b[0].intent if b else ''
        s=lambda b:b[0].score if b else 0.
        acc=100*sum(g(b)==l for b,(t,l) in zip(best,te))/len(te)
        acct=100*sum(g(b)==l for b,(t,l) in zip(ty,te))/len(te)
        lab=[Labelled(l,g(b),s(b)) for b,(t,l) in zip(best,te)]+[Labelled('',g(b),s(b)) for b in ob]
        row=(acc,acct,auroc(lab),best_mcc(lab)*100)
        tot.append(row)
        print(f"{name:18} n={len(te)} acc {acc:.1f} typos {acct:.1f} auroc {row[2]:.1f} mcc {row[3]:.1f} fit {c:.1f}s query {q:.2f}ms",flush=True)
    print('hint3 mean',[round(sum(t[i] for t in tot[1:4])/3,1) for i in range(4)],'all mean',[round(sum(t[i] for t in tot)/len(tot),1) for i in range(4)])
if __name__=='__main__':
    mod,fn=sys.argv[1].rsplit('.',1)
    f=importlib.import_module(mod)
    for p in fn.split('.'): f=getattr(f,p)
    run(f)
