p='knowledge/red_flags.yaml'; s=open(p).read()
def before(anchor, lines, nth=0):
    global s
    i=-1
    for _ in range(nth+1): i=s.index(anchor, i+1)
    s=s[:i]+''.join(f'      - "{l}"\n' for l in lines)+s[i:]
def after(anchor, lines):
    global s
    i=s.index(anchor); j=s.index('\n', i)+1
    s=s[:j]+''.join(f'      - "{l}"\n' for l in lines)+s[j:]
# crisis
after('      - "(go|going|fall) (to sleep|asleep) and (never|not) wake up (again|)"', [
 "i (have|already|just|) (<adverb>|) (written|wrote|recorded|finished) (my|a|the) (goodbye|suicide|last|final) (note|letter|letters|video)",
 "my (suicide|goodbye|farewell) (note|letter|letters) (is|are) (<adverb>|) (written|ready|done|finished|on|in)",
 "i (have|) (<adverb>|) (given|gave|giving|been giving) (all|) (of|) my (things|stuff|belongings|possessions) away",
 "i (have|) (<adverb>|) (given|gave|giving|been giving) away (all|) (of|) my (things|stuff|belongings|possessions)",
 "(want|going|ready|time|decided|would like) to (join|be with|follow) (my|him|her|them) (..) (in heaven|up there|on the other side|in the grave|in the ground|in death)",
 "(standing|sitting|i am) on (the|a) (ledge|window ledge|tracks|train tracks|wrong side of the (rail|railing|rails|barrier))",
 "(standing|sitting) on (the|a) (bridge|rail|railing|edge of the (roof|bridge|cliff|platform))",
 "(voices|voice) (<adverb>|in my head|) (say|says|tell|tells|telling|saying) (me|i|) (to|should|) (<adverb>|) (die|jump|cut|hang|hurt|do it|end it|end it all|kill <myself>)",
 "(hoarding|hoarded|stockpiling|stockpiled|saving up|saved up) (my|the|all|enough|) (..) (pills|tablets|meds|medication|insulin)",
 "(my|the) last (day|night|hours) (on (earth|this earth)|alive)",
 "(wish|want) (to not|not to) (exist|be alive|be here|wake up)",
 "i (do not|no longer) deserve to (live|be alive|exist)",
 "(put|putting) me out of my misery",
 "(overdose|overdosed|took (the|all) (pills|tablets)) (on purpose|because i (want|wanted) to)",
 "(thinking|thoughts|think|urge|urges) (of|about|to) (hang|hanging|drown|drowning|jumping (off|in front)|slit|slitting) (..)",
 "(non voglio (piu|) vivere|voglio morire|voglio uccidermi|voglio farla finita|farla finita|togliermi la vita|suicidarmi)",
 "(nie chce (juz|) zyc|chce umrzec|chce sie zabic|popelnic samobojstwo|odebrac sobie zycie)",
 "(yasamak istemiyorum|olmek istiyorum|kendimi oldurmek|intihar etmek|intihar edecegim)",
 "(ingin mati|mau mati|ingin bunuh diri|mau bunuh diri|mengakhiri hidupku|tidak ingin hidup)",
 "(أريد أن أموت|اريد ان اموت|أقتل نفسي|اقتل نفسي|لا أريد أن أعيش|لا اريد ان اعيش|أفكر في الانتحار|سأنتحر)",
 "(хочу померти|хочу вбити себе|не хочу жити|вбити себе|покінчити з собою|самогубство)",
])
after('      - "(is|are|was|were|been) (<adverb>|) killing me"', [
 "what is the (purpose|meaning|sense) of (life|living|existence)",
 "(want|wanted|going) to die (my|the|her|his) (hair|shirt|eyebrows|beard|roots)",
 "kms (away|from|to|per|in|on|an|mean|means|stand|stands)",
 "want to be dead (sure|certain|on time|honest|centre|center)",
 "(want|wish) (it|everything|this|it all) to be over & (dentist|exam|exams|film|movie|game|shift|meeting|jabs|jab|winter|lesson|match|queue|election|move)",
 "(ending|ended|end) my life & (in my (teens|twenties|thirties)|years ago|decades ago|as a teenager)",
 "(so|to) .. i am going to die & (late|lol|haha|exam|deadline)",
])
after('      - "(call|need) (me|) an ambulance (now|please|quick|quickly|help)"', [
 "(toddler|baby|child|kid|kids|son|daughter|boy|girl|grandson|granddaughter|grandchild|nephew|niece|twins|(year|yr|month) old|little one) (<adverb>|has|have|) (<adverb>|) (swallowed|ate|eaten|chewed|drank|drunk|got into|gotten into|got hold of) (..) (pills|tablets|tabs|gummies|vitamins|iron|medicine|meds|capsules|drops|syrup|battery|batteries|magnet|magnets|bleach|detergent|pod|pods|capsule|cleaner|antifreeze|weedkiller|paint thinner|mushrooms|poison|drugs|cigarettes)",
 "(coffee grounds|coffee ground) & (vomit|vomiting|vomited|threw up|throwing up|throw up|sick|puke|puking|puked|bring up|bringing up)",
 "(vomit|puke|sick) (<adverb>|) (looks|is|was) (<adverb>|) (like|dark like|brown like) coffee",
 "(pregnant|weeks along|# weeks|expecting|trimester) & (i am (<adverb>|) bleeding|am bleeding|and bleeding|bleeding (<adverb>|) (heavily|a lot|badly|now|since|with cramps|bright red)|heavy bleeding|blood (running|pouring|gushing|everywhere)|soaking (<adverb>|) pads)",
 "(keep|keeps|kept) (<adverb>|on|) (fainting|passing out|blacking out|collapsing)",
 "(fainted|passed out|blacked out|collapsed) (<adverb>|) (twice|three times|four times|several times|# times) (<adverb>|) (today|now|this (morning|afternoon|evening|week)|since|tonight|in (the|an|one|#))",
 "(locked|locks|barricaded) (himself|herself|themselves|themself) (in|inside) (..) & (pills|tablets|knife|razor|gun|rope|blade|medication)",
 "(pointing|points|pointed|waving|waves|holding|holds|pulled|has) (a|the|his|her) (gun|knife|rifle|pistol|axe) (at|to|on) (me|us|my|her|his|him|the (kids|children))",
 "(gun|rifle|pistol|shotgun|knife) & (<kin>|he|she|they) (<adverb>|is|are|) (..) (drunk|screaming|shouting|threatening|threatens|angry|raging)",
 "(he|she|<kin>) (<adverb>|is|keeps|just|has|) (<adverb>|) (hitting|beating|strangling|strangled|punching|kicking|beat|beats|hits|choked|chokes) (me|us|my (mum|mom|mother|sister|brother|kids|children|baby|son|daughter)) (<adverb>|) (now|right now|again|up|tonight|every|when|and|until|today|so hard|last night|because)",
 "i (<adverb>|was|have been|got|am being|had been) (raped|stabbed|strangled|sexually assaulted)",
 "(someone|somebody|a man|he|they|my ex) (<adverb>|is|are) (<adverb>|) (breaking|trying to break|trying to get) (in|into) (<adverb>|) (my|our|the|now) (..)",
 "(says|said|threatens|threatened) (he|she|they) (will|would|is going to|are going to) kill (me|us|the kids|my (..))",
 "(took|taken|swallowed|given|eaten) (something|unknown (pills|tablets)|some pills|pills|a pill|tablets) & (do not know what|does not know what|not know what|no idea what|will not say|can not stay awake|not waking|drowsy|not making sense|unconscious)",
 "(non riesco a respirare|non respira|e svenuto|e svenuta|perso conoscenza|infarto in corso|dolore al petto|vomito sangue)",
 "(nie moge oddychac|nie oddycha|stracil przytomnosc|stracila przytomnosc|bol w klatce piersiowej|wymiotuje krwia)",
 "(nefes alamiyorum|nefes almiyor|bayildi uyanmiyor|gogsum agriyor|kan kusuyorum)",
 "(tidak bisa bernapas|tidak bernapas|pingsan tidak|muntah darah|serangan jantung)",
 "(لا أستطيع التنفس|لا استطيع التنفس|لا يتنفس|أغمي عليه|اغمي عليه|ألم في صدري|نوبة قلبية)",
 "(не можу дихати|не дихає|знепритомнів|знепритомніла|біль у грудях|серцевий напад|викличте швидку)",
])
after('      - "(does|do|can|could|will|would|may|might|did) (..) (cause|causes|lead to|give you|make you|mean) (..)"', [
 "(what causes|is|are|can|does|how common is|how serious is) (vomiting|coughing|throwing up) (up|) blood (..)",
 "(could not|can not|not) breathe & (documentary|film|movie|novel|episode|play|tv|series|watched)",
 "breathe (a word|fire|easy|new life|in (these|this|my) (jeans|trousers|dress|corset|suit|shirt|mask))",
 "overdosed on (mince|chocolate|cake|cakes|coffee|sugar|cheese|pizza|christmas|netflix|memes|turkey|crisps)",
 "(supposing|suppose|imagine|say|if) (somebody|someone|a person|anyone|a passenger|a child|a kid|a toddler) (..) (breathing|collapsed|fainted|swallowed|choking|ate|overdosed|seizure|drank)",
 "what (would happen|happens|if|to do) (..) (a|the|your|someones) (child|kid|toddler|baby|person) (..) (ate|swallowed|eats|swallows|drank|drinks) (..)",
 "(swallowed|ate|drank) & (years ago|when (he|she|i|they) (was|were) (two|three|four|five|#|little|small|a (baby|child|kid|toddler))|as a (child|kid|toddler|baby))",
 "(printer|computer|laptop|phone|router|car|console|washing machine) (is|are) having a (seizure|fit|stroke|heart attack)",
 "having a (fit|stroke|heart attack) (because|over|about|when i (told|said|ate|took|saw))",
])
# another
s=s.replace('(depressed|worthless|desperate|empty inside|so alone|so low|not ok|not okay|in despair)','(depressed|worthless|empty inside|so low|not ok|not okay|in despair)')
s=s.replace('      - "i am (<adverb>|) panicking"\n','')
after('      - "deserves (a|another|a better) mother"', [
 "(found|wrote|written|left|leaving|sent|posted|writing) (..) (goodbye|suicide|farewell) (note|letter|letters|message|post|text|video)",
 "(cuts|scars|burns|razor marks|marks) (all|) (on|over|up) (her|his|their|my <kin>s|my <kin>) (arm|arms|wrist|wrists|leg|legs|thighs)",
 "(she|he|they|<kin>) (..) (better off|happier) without (him|her|them)",
 "(says|said|told me|keeps saying|texted|writes|wrote) (..) (nothing|no reason) (left|) to live (for|)",
 "(se quiere (matar|morir|suicidar)|quiere (matarse|morirse|suicidarse|quitarse la vida)|veut (mourir|se tuer|se suicider)|will sich (umbringen|toten|das leben nehmen)|sich das leben nehmen|quer (morrer|se matar)|vuole (morire|uccidersi|suicidarsi|ammazzarsi)|chce sie zabic|popelni samobojstwo|kendini oldurmek|intihar edecek|intihar edecegini|bunuh diri|mengakhiri hidupnya|يقتل نفسه|تقتل نفسها|سيقتل نفسه|الانتحار|хоче (вбити себе|померти)|хочет (умереть|покончить с собой|убить себя))",
])
after('      - "virgin suicides"', [
 "suicide (pass|hot|inhibition|wings|substrate)",
 "self harm (policy|reduction|is not allowed)",
 "(<kin>|boss|teacher|they|he|she) (is|are) going to (kill|murder) (me|us)",
 "(hang|hanging) (yourself|oneself) up on",
 "can not (<adverb>|) go on (hols|saturday|sunday|monday|friday)",
 "not (ok|okay) with (the|this|that|my|it)",
 "worthless at",
])
open(p,'w').write(s)
