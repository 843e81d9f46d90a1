"""In-process measuring. Loads YAML raw so that the checks of the old loader do not matter."""
import sys, json, yaml, glob, random, time, collections, types, csv
from pathlib import Path
sys.path.insert(0,'/work/shared')
import measure
from bot.knowledge.model import *
from bot.knowledge.dialogue import Language
from bot.learning.lessons import lessons, taught, Lesson
from bot.understanding.decide import *
from bot.evaluation.typos import mistype
O=Path('/work/shared/ordinary')
def load(folder='.', intents='intents.yaml', vocab='knowledge/vocabulary.yaml'):
    d=yaml.safe_load(open(f'{folder}/{intents}')); v=yaml.safe_load(open(f'{folder}/{vocab}'))
    voc=Vocabulary(subject=tuple(v['subject']),menu_words=tuple(v['menu_words']),fillers=tuple(v['fillers']),pointers=tuple(v.get('pointers',())),value_words=tuple(v.get('value_words',())),
        synonyms={k:tuple(x) for k,x in v['synonyms'].items()},names={k:tuple(x) for k,x in v.get('names',{}).items()},circumstances=tuple(v.get('circumstances',())))
    ints={}
    for kind in (Kind.ANSWERED,Kind.GAP,Kind.SMALL_TALK):
        for k,x in d[kind.value].items(): ints[k]=Intent(k,kind,tuple(x['examples']),label=x.get('label'))
    ints['out_of_scope']=Intent('out_of_scope',Kind.OUT_OF_SCOPE,tuple(d['out_of_scope']['examples']))
    return voc,ints
def english_lines(): return [l.strip() for f in ('english','product','services') for l in Path(f'knowledge/ordinary/{f}.txt').read_text().splitlines() if l.strip()]
def foreign_lines(): return list(dict.fromkeys(l.split('\t',1)[1] for l in Path('knowledge/ordinary/foreign.tsv').read_text().splitlines() if l.strip()))
TH=dict(answered=55,unnamed=70,gaps=40,smalltalk=35,suggested=10)
import dataclasses
from bot.knowledge import load as kload
from bot.learning.intents import learn_intents
_K=[]
class Bot:
    def __init__(s, th=None, drop=(), edit=None, learnt=None):
        if not _K: _K.append(kload())
        k=_K[0]
        if 'circumstances' in drop: k=dataclasses.replace(k,vocabulary=dataclasses.replace(k.vocabulary,circumstances=()))
        if 'ordinary' in drop: k=dataclasses.replace(k,ordinary=dataclasses.replace(k.ordinary,lines=(),foreign=()))
        if edit: k=edit(k)
        if th: k=dataclasses.replace(k,thresholds=dataclasses.replace(k.thresholds,**th))
        t=time.process_time(); s.L=taught(k); s.learnt=learnt or learn_intents(k,s.L); s.fit=time.process_time()-t
        s.k=k; s.ints=k.intents; s.voc=k.vocabulary
        s.d=Decider(k,s.learnt)
    def ask(s,texts): return [s.one(' '.join(t.split()) or '?') for t in texts]
    def one(s,t):
        d=s.d.decide(t); m=d.meaning
        match m:
            case Answer(i): o,i='answer',list(i)
            case Gap(i): o,i='gap',[i]
            case SmallTalk(i): o,i='smalltalk',[i]
            case Suggest(i): o,i='suggest',list(i)
            case Unforeseen(i): o,i='gap',['unforeseen']
            case OutOfScope(): o,i='fallback',[]
            case Tapped(i): o,i='answer',[i]
            case AllTopics(): o,i='smalltalk',['topics']
            case OtherLanguage(): o,i='fallback',[]
            case Value(): o,i='personal',['personal']
        return dict(question=t,outcome=o,intents=i,score=round(d.score,1),decision=d)
def english_words(lines):
    c=collections.Counter(w for l in lines for w in fold(l).split())
    w={w for w,n in c.items() if n>=2}
    p=Path('knowledge/ordinary/words.txt')
    if p.exists(): w|=set(p.read_text().split())
    return w
def golden():
    for f in sorted(glob.glob('tests/golden/*.yaml')):
        d=yaml.safe_load(open(f))
        if isinstance(d,dict) and 'questions' in d: yield f,d.get('intent'),d['outcome'],d['questions']
def report(bot,show=(),quick=False):
    measure.ask=lambda b,texts: bot.ask(texts)
    show=set(show)
    measure.web(None,show)
    for s in measure.SPELLINGS: 
        pass
    rows=[(q.format(s),i) for s in measure.SPELLINGS for i,q in measure.PLAIN.items()]
    measure.structured(None,'spellings',rows,show)
    tot=[]
    for n in measure.NAMES: measure.structured(None,f'name {n}',[(q.format(n),i) for i,qs in measure.ASPECTS.items() for q in qs],show,loose=n in measure.LOOSE)
    measure.structured(None,'context',[(c+q.format('b12'),i) for i,q in measure.PLAIN.items() for c in measure.CLAUSES],show)
    gold(bot,show)
    gold(bot,(),typo=True)
    if not quick: measure.ordinary(None,show)
def verdict(intent,out,r):
    g=r['intents']
    if out=='answer':
        if r['outcome']=='answer': return 'right' if intent in g else 'wrong'
        if r['outcome'] in('gap','smalltalk') and g!=['unforeseen']: return 'wrong'
        if r['outcome']=='suggest': return 'button' if intent in g else 'declined'
        return 'declined'
    if out=='gap':
        if r['outcome']=='answer': return 'wrong'
        if r['outcome']=='gap': return 'right' if intent is None or intent in g else 'beside'
        return 'declined'
    if out=='smalltalk':
        if r['outcome']=='smalltalk' and intent in g: return 'right'
        return 'wrong' if r['outcome'] in ('answer','gap') else 'declined'
    if out=='fallback':
        return 'wrong' if r['outcome']=='answer' else 'right' if r['outcome']=='fallback' else r['outcome']
def gold(bot,show=(),typo=False):
    C=collections.defaultdict(collections.Counter)
    for f,intent,out,qs in golden():
        if out not in('answer','gap','smalltalk','fallback'): continue
        for q in qs:
            r=bot.one(mistype(q,'mixed',12) if typo else q); v=verdict(intent,out,r); C[out if intent or out!='gap' else 'anygap'][v]+=1
            if v in show and out=='answer' or ('g'+v) in show: print(f"  golden {v} [{intent or out}] {q[:110]} -> {r['outcome']} {r['intents'][:3]} {r['score']}")
    for k,c in C.items():
        n=sum(c.values()); print(f"golden{' typos' if typo else ''} {k:9} n={n} "+' '.join(f"{v} {100*x/n:.1f}" for v,x in c.most_common()))
