import csv, json, pathlib, random, sys, yaml, pickle
from bot.understanding.folding import fold
S = pathlib.Path('/work/shared'); K = pathlib.Path('knowledge')
def lines(p): return [l.strip() for l in pathlib.Path(p).read_text().splitlines() if l.strip()]
def tsv(p): return [tuple(l.split('\t', 1)) for l in lines(p)]
def intents():
    d = yaml.safe_load(open('intents.yaml')); out = []
    for kind, its in d.items():
        for iid, it in its.items():
            out += it['examples'] if isinstance(it, dict) else it
    return out
def train(rfe_harmless=True, own=True):
    """[(text, label, group)]"""
    rows = []
    rfe = yaml.load(open(K/'red_flag_examples.yaml'), Loader=yaml.CSafeLoader)
    for k, v in rfe.items():
        if k == 'harmless' and not rfe_harmless: continue
        rows += [(t, k, 'rfe') for t in v]
    for l, t in tsv(S/'ordinary/alarms.tsv'):
        rows.append((t, {'figurative':'harmless','emergency_past_or_general':'past'}.get(l, l), 'tsv:'+l))
    rows += [(t, 'harmless', 'english') for t in lines(S/'ordinary/english.txt')]
    rows += [(t, 'harmless', 'product') for t in lines(S/'ordinary/product.txt')]
    rows += [(t, 'harmless', 'foreign') for _, t in tsv(S/'ordinary/foreign.tsv')]
    rows += [(t, 'harmless', 'intents') for t in intents()]
    if own:
        p = pathlib.Path('proto/own.tsv')
        if p.exists(): rows += [(t, {'figurative':'harmless'}.get(l, l), 'own:'+l) for l, t in tsv(p)]
        p = pathlib.Path('/work/data/ordinary_more.txt')
        if p.exists(): rows += [(t, 'harmless', 'more') for t in lines(p)]
        p = pathlib.Path('/work/data/foreign_more.tsv')
        if p.exists(): rows += [(t, 'harmless', 'more') for _, t in tsv(p)]
    return rows
def ordinary():
    b, pick = S/'benchmarks', random.Random(7)
    clinc = json.loads((b/"clinc150_train_val.json").read_text())
    sets = {"clinc": [r[0] for k in clinc if "train" not in k for r in clinc[k]],
            "bank": [r["text"] for r in csv.DictReader((b/"banking77_train.csv").open())],
            "hint3": [r["sentence"] for f in sorted(b.glob("hint3_*.csv")) for r in csv.DictReader(f.open())]}
    return {n: pick.sample(t, min(1000, len(t))) for n, t in sets.items()}
def check():
    out = {}
    for l in lines(S/'questions/alarms_check.jsonl'):
        r = json.loads(l); out.setdefault(r['label'], []).append(r['text'])
    return out
def golden():
    out = {}
    for p in sorted(pathlib.Path('tests/golden').glob('*.yaml')):
        d = yaml.safe_load(p.open())
        if isinstance(d, dict) and 'questions' in d: out[p.stem] = d['questions']
    return out
def evals():
    e = {f'ord:{k}': v for k, v in ordinary().items()}
    e['extra'] = lines(S/'ordinary/english_extra.txt')
    e |= {f'chk:{k}': v for k, v in check().items()}
    g = golden()
    for k in ('crisis','crisis_of_another','emergency','personal','harmless','impersonal','silent'): e['g:'+k] = g.pop(k)
    e['g:rest'] = [q for v in g.values() for q in v]
    return {k: [str(t) for t in v] for k, v in e.items()}
