import cProfile, pstats, random, time
from proto.ev import *
f=finder(False); r=random.Random(1)
t=' '.join(''.join(r.choice('abcdefghijklmnopqrstuvw') for _ in range(3)) for _ in range(1024)).split()
F=f._model.features
for name,fn in (('of_words',lambda: F.of_words(t)),('of_letters',lambda: (F._letters.clear(), F.of_letters(t))),('scores',lambda: f._model.scores(t,32))):
    best=min((lambda a:(fn(),time.process_time()-a)[1])(time.process_time()) for _ in range(7)); print(name, '%.1f ms'%(1e3*best))
w='i have been tired for weeks and my b12 is low what should i do'.split()
for name,fn in (('of_words',lambda: F.of_words(w)),('of_letters',lambda: F.of_letters(w)),('scores',lambda: f._model.scores(w,32)),('said',lambda: list(f._said(Searchable(' '.join(w))))),('see',lambda: f._disguises.see_through(' '.join(w)))):
    a=time.process_time(); [fn() for _ in range(500)]; print(name,'%.1f us'%(2e3*(time.process_time()-a)))
