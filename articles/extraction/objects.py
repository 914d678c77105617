"""What the object of a reporting verb tells: a denial, a reason, or nothing at all."""

from collections.abc import Sequence

from spacy.tokens import Token

from articles.extraction import verbs
from articles.extraction.ranges import Range, whole
from articles.extraction.tables import words

# Words that say nothing by themselves: "he rejects that" reports no content.
_EMPTY = verbs.words("that this it so her him them me us you which what who")
# Whom one cites, not what: "citing two officials".
_CITED = verbs.words(
    "officials official sources source people person aides experts media"
)
# What somebody asked for when it was about his own name.
_WISHES = verbs.words("ask request demand insist seek want")
_SPEAKING = verbs.words("speak talk grant give promise comment agree offer describe")
_GIVING = verbs.words("offer give provide cite present")
_ANONYMITY = verbs.words("name named identified identify surname anonymity")
# Longer ones are clauses: "promised that anonymity would be kept".
_LONGEST_TERMS = 8


def says_nothing(verb: Token, said: Sequence[str]) -> bool:
    """Say whether what a verb governs, in lower case, reports nothing: "says this"."""
    if verb.lemma_ == "quote" and verb.tag_ == "VBG":
        return True
    if verb.lemma_ == "cite" and _cites_source(verb, said):
        return True
    if verb.lemma_ == "deny" and (_is_withheld(verb) or verbs.WITHHELD & set(said)):
        return True
    if verb.lemma_ in _SPEAKING and _are_terms(verb, said):
        return True
    if verb.lemma_ in _GIVING and said[:1] == ["no"]:
        return True  # "offered no evidence"
    if verb.lemma_ in _WISHES and _ANONYMITY.intersection(said):
        return True
    return len(said) == 1 and said[0] in _EMPTY


def _are_terms(speak: Token, said: Sequence[str]) -> bool:
    """Recognise "condition of anonymity", "on condition that they not be named"."""
    if speak.lemma_ in ("speak", "talk") and "condition" in said:
        return True
    return "anonymity" in said and len(said) <= _LONGEST_TERMS


def _is_withheld(deny: Token) -> bool:
    """Recognise "denied him a loan", which he wanted."""
    return any(child.dep_ == "dative" for child in deny.children)


def denied(verb: Token, thing: Token | None, source: Range | None) -> Range | None:
    """Give what somebody denies that is no clause: "wrongdoing", "the allegations"."""
    if verb.lemma not in verbs.REJECTING or thing is None or source is None:
        return None
    rules = verbs.JUDGING.intersection(t.lower_ for t in verb.doc[slice(*source)])
    is_claim = verbs.DENIED & {thing.lemma_, thing.lower_}
    return whole(thing) if is_claim and not rules else None


def _cites_source(cite: Token, said: Sequence[str]) -> bool:
    """Say whether it is somebody or a document that is cited: whose words are told."""
    thing = next((c for c in cite.children if c.dep_ == "dobj"), None)
    if _CITED.intersection(said) or thing is None or cite.tag_ != "VBG":
        return bool(_CITED.intersection(said))
    low = thing.lower_
    sources = words("documents") - {"release"} | words("organisations") | _EMPTY
    named = thing.ent_type_ in ("PERSON", "ORG", "NORP")
    return named or low in sources or low.rstrip("s") in words("titles")


def reason(verb: Token, thing: Token | None) -> Range | None:
    """Give what a speaker cites for it: "citing health reasons", not "citing aides"."""
    if verb.lemma_ != "cite" or verb.tag_ != "VBG" or thing is None:
        return None
    after = verb.i and verb.doc[verb.i - 1].text == ","
    return whole(thing) if after and not _cites_source(verb, (thing.lower_,)) else None
