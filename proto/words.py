"""English words that would be repaired to one of ours, so must not be."""
from proto import harness as h
from bot.understanding.fuzzy import WordRepair
b=h.Bot()
rep=b.d.reader._repair
words=[w for w in (l.strip().lower() for l in open('/tmp/wam/usr/share/dict/american-english')) if w.isalpha() and w.isascii() and len(w)>=3]
out=sorted({w for w in words if w not in rep._right and rep._of(w)!=(w,) and len(rep._of(w))==1})
split=[w for w in words if w not in rep._right and len(rep._of(w))==2]
print(len(words),len(out),out[:50],len(split),split[:50])
from bot.understanding.features import stem
# inflected forms of known words share the stem: no harm in repairing them
out2=[w for w in out if stem(rep._of(w)[0])!=stem(w)]
print(len(out2), 'abortion' in out2)
open('knowledge/ordinary/words.txt','w').write('\n'.join(sorted(set(out2)|{w for w in split}))+'\n')
