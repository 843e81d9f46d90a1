"""Make knowledge/red_flag_examples.yaml of what there is."""
import json, yaml, subprocess
from proto.data import *
old=yaml.load(subprocess.run(['git','show','d63ba07:knowledge/red_flag_examples.yaml'],capture_output=True,text=True).stdout, Loader=yaml.CSafeLoader)
drop=set(lines('proto/drop.txt')) if pathlib.Path('proto/drop.txt').exists() else set()
out={k:[] for k in ('crisis','emergency','crisis_of_another','personal','past_or_general','figurative','harmless')}
hard=set(lines('/tmp/hard.txt'))
for k,v in old.items(): out[k]+=[t for t in v if k!='harmless' or ' '.join(str(t).split()) in hard or str(t) in hard]
for l,t in tsv(S/'ordinary/alarms.tsv'): out[{'emergency_past_or_general':'past_or_general'}.get(l,l)].append(t)
for l,t in tsv('proto/own.tsv'): out[{'past':'past_or_general'}.get(l,l)].append(t)
seen=set()
with open('knowledge/red_flag_examples.yaml','w') as f:
    f.write('''# How people write what is an alarm, and what only sounds like one. The model of alarms learns from these and from ordinary
# speech (knowledge/ordinary/). A deliberate overdose is a crisis, also while it happens. No native speaker has read the
# lines that are not English.
''')
    for k,v in out.items():
        f.write(f'{k}:\n')
        if k=='harmless': f.write('  # Ordinary lines that a model without them takes for alarms.\n')
        if k=='past_or_general': f.write('  # Emergencies that are over, or asked about in general: they never take over the reply.\n')
        if k=='figurative': f.write('  # Figures of speech, and words of danger about other things.\n')
        for t in v:
            t=' '.join(str(t).split()); key=fold(t)
            if key in seen or t in drop or not key: continue
            seen.add(key); f.write(f'  - {json.dumps(t, ensure_ascii=False)}\n')
print({k:len(v) for k,v in yaml.load(open('knowledge/red_flag_examples.yaml'),Loader=yaml.CSafeLoader).items()})
