from bot.knowledge import load, KnowledgeError
try: k=load(); print(k.thresholds, len(k.ordinary.lines), len(k.examples))
except KnowledgeError as e:
    import collections
    print(len(e.problems)); print(collections.Counter(p.rule for p in e.problems)); print(*[f"{p}" for p in e.problems[:25]],sep='\n')
