"""Own features, fast; options to try."""
import numpy as np, collections, time
from scipy.sparse import csr_matrix
class Feats:
    def __init__(self, W=(1,3), L=(2,5), min_df=2, unknown=True, separate=True, cross=False):
        self.W, self.L, self.min_df, self.unknown, self.sep, self.cross = W, L, min_df, unknown, separate, cross
        self.cache = {}
    def letters(self, word):
        g = self.cache.get(word)
        if g is None:
            p = f' {word} '
            g = self.cache[word] = frozenset(p[i:i+n] for n in range(self.L[0], self.L[1]+1) for i in range(len(p)-n+1)) or frozenset([p])
        return g
    def grams(self, words):
        lo, hi = self.W
        w = {'='+' '.join(words[i:i+n]) for n in range(lo, hi+1) for i in range(len(words)-n+1)}
        l = set().union(*map(self.letters, set(words))) if words else set()
        return w, l
    def fit(self, docs):
        t=time.time()
        self.rows = [self.grams(d.split()) for d in docs]
        df = collections.Counter()
        for w, l in self.rows: df.update(w); df.update(l)
        self.vocab = {g: i for i, g in enumerate(sorted(g for g, n in df.items() if n >= self.min_df))}
        N = len(docs)
        self.idf = np.array([1+np.log((1+N)/(1+df[g])) for g in self.vocab])
        self.most = 1+np.log((1+N)/2)
        X = self.matrix(self.rows); del self.rows
        return X
    def matrix(self, rows):
        ind, dat, ptr = [], [], [0]
        v = self.vocab
        for w, l in rows:
            out=[]
            for block in (w, l):
                ids = [v[g] for g in block if g in v]
                x = self.idf[ids]
                out.append((ids, x, float(x@x) + (self.most**2*(len(block)-len(ids)) if self.unknown else 0)))
            tot = sum(o[2] for o in out)
            for ids, x, n2 in out:
                n = (n2 if self.sep else tot)**.5 or 1
                ind += ids; dat.append(x/n)
            ptr.append(len(ind))
        return csr_matrix((np.concatenate(dat), ind, ptr), shape=(len(rows), len(v)))
    def transform(self, docs): return self.matrix([self.grams(d.split()) for d in docs])
