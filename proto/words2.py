from proto import harness as h
from bot.understanding.features import stem
b=h.Bot()
proper={l.strip().lower() for l in open('/tmp/wam/usr/share/dict/american-english') if l[0].isupper()}
low={l.strip() for l in open('/tmp/wam/usr/share/dict/american-english') if l[0].islower()}
old=[w for w in open('knowledge/ordinary/words.txt').read().split() if w in low and len(w)>=5]
open('knowledge/ordinary/words.txt','w').write('')
rep=h.WordRepair(b.d.reader._repair._counts) if hasattr(h,'WordRepair') else __import__('bot.understanding.fuzzy',fromlist=['x']).WordRepair(b.d.reader._repair._counts)
out=[]
for w in old:
    t=rep._of(w)
    if len(t)==1 and t[0]!=w and stem(t[0]) in b.learnt.familiar and stem(t[0])!=stem(w): out.append(w)
open('knowledge/ordinary/words.txt','w').write('\n'.join(out)+'\n'); print(len(old),len(out))
