import sys,json
from proto import lin, public
lin.OPT.update(json.loads(sys.argv[1]) if len(sys.argv)>1 else {})
public.run(lin.Lin)
