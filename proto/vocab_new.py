"""Build the new vocabulary.yaml from the old one: drops foreign/shared/context and families, adds names, circumstances, value_words."""
s=open('knowledge/vocabulary.yaml').read() if not __import__('os').path.exists('proto/vocabulary_old.yaml') else open('proto/vocabulary_old.yaml').read()
open('proto/vocabulary_old.yaml','w').write(s)
a=s.index("# Names of other subjects."); b=s.index("# Words that carry no meaning here.")
value='''# Words for what was said before. A part of a message that has one is not read by itself.
pointers: ["it", "this", "that", "these", "those", "they", "them", "one", "ones", "so"]

# Words that may stand beside the figure of a blood test. A message of these and figures alone asks for a verdict on it.
value_words: ["my", "level", "levels", "is", "was", "are", "result", "results", "value", "reading", "test", "blood", "lab", "serum", "vitamin", "vit", "b12",
              "it", "says", "came", "back", "at", "of", "to", "just", "got", "a", "the", "pg", "ml", "pgml", "pmol", "l", "ng", "dl", "pml", "per", "units", "report",
              "total", "active", "mine", "i", "have", "number", "count", "score", "now", "today", "here", "and", "s"]

'''
s=s[:a]+value+s[b:]
f=s.index("  # Families:"); g=s.index("  you: [")
s=s[:f]+'''  dosage: ["dose", "doses", "mcg", "mg", "ug", "microgram", "micrograms", "rda", "milligram", "milligrams"]
  price: ["cost", "costs", "prices"]
  anemia test: ["anaemia test"]

'''.replace('  anemia test: ["anaemia test"]\n','')+s[g:]
names=open('proto/names_new.yaml').read()
s=s.rstrip()+"\n\n"+names
open('knowledge/vocabulary.yaml','w').write(s)
