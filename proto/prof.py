import cProfile,pstats
from proto import harness as h
p=cProfile.Profile(); p.enable(); b=h.Bot(); p.disable()
print(len(b.L),b.fit); pstats.Stats(p).sort_stats('tottime').print_stats(14)
