"""Reporting verbs, as tables: what each kind of verb may govern.

Every table holds hash values of lemmas, which spaCy's tokens carry.
"""

from spacy.strings import get_string_id


def words(text: str) -> frozenset[str]:
    """Make a table of a list of words."""
    return frozenset(text.split())


def ids(lemmas: str) -> frozenset[int]:
    """Make a table of the hash values of a list of lemmas."""
    return frozenset(get_string_id(lemma) for lemma in lemmas.split())


# Verbs that report a whole clause, or a quotation.
SAYING = ids(
    """say tell add note report write argue explain insist announce claim suggest show
    find acknowledge tweet declare predict warn conclude reveal indicate respond assert
    complain reply state joke allege concede counter rule charge assure reassure admit
    confirm deny stress testify emphasize emphasise caution contend maintain point
    recall remind repeat reiterate signal disclose estimate forecast project observe
    remark retort quip boast brag lament imply hint stipulate swear vow promise pledge
    threaten propose recommend demand urge advise agree clarify affirm attest confess
    recount relate inform notify alert proclaim quote mention opine muse exclaim shout
    yell cry scream whisper mutter chant joke gripe grumble fume continue recite post
    blog retweet text email e-mail interject chime determine rebut refute dispute
    underscore speculate surmise posit ask question order instruct read answer begin
    protest elaborate summarize summarise crow sneer scoff bark snap thunder
    growl intone deadpan plead beg explode vent rant laugh
    sigh shrug grin chuckle sob weep nod smile shoot fire"""
)
# ... of which these report no clause without a quotation: "he continued", "it reads".
ONLY_QUOTING = ids(
    """continue read answer begin elaborate interject chime snap thunder growl intone
    deadpan bark explode vent rant sneer scoff crow cry scream recite question laugh
    sigh shrug grin chuckle sob weep nod smile shoot fire"""
)
NAMING = ids("call label dub brand term deem pronounce describe")
URGING = ids(
    """urge ask encourage order demand tell advise beg request instruct recommend
    implore exhort warn remind invite challenge call press plead petition"""
)
ORDERING = ids("urge order instruct advise beg implore exhort call appeal plead")
COMMITTING = ids("pledge promise vow threaten propose claim swear offer ask demand")
# Verbs whose object is what was said: "announced new measures".
OBJECT = ids(
    """announce praise declare defend propose criticize criticise blame denounce cite
    dismiss attack discuss highlight explain reveal predict acknowledge decry express
    question voice mock condemn slam blast repeat reiterate deny confirm ridicule laud
    applaud hail lament state stress pledge promise claim advocate downplay reference
    underscore recall admit congratulate insult tout assail deride recommend note
    rebuke disavow outline detail disclose allege refute demand warn reject
    mention threaten suggest thank estimate tweet report lambaste bemoan renounce
    excoriate castigate commend salute disparage rip concede indicate chant emphasize
    emphasise urge apologize dispute"""
)
WITH_PREPOSITION = {
    get_string_id(verb): words(prepositions)
    for verb, prepositions in {
        "talk": "about of",
        "speak": "about of against",
        "call": "for on",
        "complain": "about of",
        "refer": "to",
        "point": "to",
        "warn": "of against about",
        "comment": "on",
        "rail": "against",
        "accuse": "of",
        "charge": "with",
        "describe": "as",
        "cite": "as",
        "blame": "for on",
        "criticize": "for over as",
        "praise": "for as",
        "dismiss": "as",
        "defend": "as",
        "thank": "for",
        "congratulate": "for on",
        "compare": "to with",
        "liken": "to",
        "apologize": "for",
        "joke": "about",
        "boast": "about of",
        "brag": "about of",
        "argue": "for against",
        "advocate": "for",
        "tweet": "about",
        "write": "about",
        "allude": "to",
        "object": "to",
        "lash": "at",
        "ask": "about",
        "plead": "for",
        "appeal": "for",
        "portray": "as",
        "characterize": "as",
        "depict": "as",
        "denounce": "as",
        "hail": "as",
        "tout": "as",
        "slam": "for as over",
        "blast": "for as over",
        "chide": "for",
        "fault": "for",
        "mock": "for as",
    }.items()
}
CALLING = ids("call appeal plead")
THINKING = ids("think wonder feel believe hope wish imagine fear suspect")
DENYING = ids("deny refute dispute")
# ... by which what is said of somebody is denied: "rejected claims that", "dismissed".
REJECTING = DENYING | ids("reject dismiss rebuff rebut")
DENIED = words(
    """wrongdoing involvement responsibility knowledge guilt complicity collusion
    allegation accusation claim report charge suggestion rumor rumour assertion account
    version story link connection insinuation speculation characterization
    characterisation impropriety misconduct culpability liability criticism"""
)
# What is denied to somebody who asked for it, in no words.
WITHHELD = words(
    """application request motion visa entry access permission bail appeal loan parole
    funding petition permit service treatment benefits chance opportunity license
    licence asylum petitions requests applications motions visas appeals leave"""
)
JUDGING = words("judge court jury panel tribunal justice commission magistrate")
DECLINING = ids("decline refuse")
DECLINED = ids(
    "comment say discuss respond confirm answer elaborate reply disclose specify speak "
    "identify provide give talk address explain name release describe weigh"
)
UNANSWERED = ids("respond reply return answer comment")
UNCONFIRMED = ids("say comment confirm discuss disclose answer specify elaborate")
LEAVING_OPEN = ids(
    "say disclose reveal specify explain announce clarify indicate detail"
)
QUESTIONS = words("whether if when how what who whom whose which where why")
CONDITIONS = ids("if unless whether should")
UNREAL = ids("will would could might may should can must shall 'll ’ll 'd")
# What is said to be still to come: "expected to announce".
UNDONE = ids(
    """expect plan want need hope intend wait prepare decline refuse fail likely set due
    try schedule seek ready unable willing"""
)
GOING_ON = ids("go continue take proceed begin start appear rush")
ACCORDING = get_string_id("according")
TO = get_string_id("to")
UNANSWERING = words("did do does has have had")
TELLING = ids("tell assure reassure remind inform notify warn ask advise alert promise")
QUOTING = SAYING | THINKING | NAMING
CLAUSAL = SAYING - ONLY_QUOTING
VERBS = (
    SAYING | NAMING | URGING | COMMITTING | OBJECT | THINKING | DECLINING
    | frozenset(WITH_PREPOSITION) | UNANSWERED
)  # fmt: skip
# Nouns by which a statement is told, and all words that tell one.
SPEECHES = ids(
    """accord comment question statement warning accusation allegation announcement
    criticism praise complaint suggestion proposal denial testimony declaration
    prediction remark argument assertion assurance confession speech reference threat
    refusal apology charge report claim"""
)
SPOKEN = (
    SPEECHES
    | (VERBS - THINKING - ONLY_QUOTING - UNANSWERED - ids("quote cite"))
    | ids(
        "articulate publish issue broadcast air sing utter pronounce verbalise verbalize"
    )
)
