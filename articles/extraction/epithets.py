"""Whom an epithet means: "the nominee", "the 34-year-old", "the former lawyer"."""

from spacy.tokens import Doc

from articles.extraction.coreference import Resolved
from articles.extraction.figures import (
    FEMALE,
    MALE,
    Cast,
    Figure,
    earlier,
    gender_of,
    sentence,
)
from articles.extraction.mentions import Mention
from articles.extraction.names import countries
from articles.extraction.pronouns import (
    CLEAR,
    KNOWN,
    NEARBY,
    likeliest,
    own_gender,
    scored,
    told_between,
)
from articles.extraction.tables import listed

# Nouns by which newspapers call somebody whom they have just named.
EPITHETS = listed(
    "nominee candidate frontrunner hopeful contender incumbent mogul billionaire"
    " millionaire tycoon businessman businesswoman entrepreneur magnate heir heiress"
    " star actor actress singer rapper comedian author filmmaker novelist veteran"
    " mother father grandmother grandfather mum dad independent democrat republican"
    " conservative liberal socialist native newcomer politician statesman billionairess"
    " striker midfielder defender goalkeeper champion pontiff monarch year-old"
    " winger forward playmaker quarterback pitcher sprinter swimmer golfer boxer cyclist"
    " challenger laureate teenager pensioner superstar great-grandmother great-grandfather"
)
# What somebody may be called who has just spoken and of whom no office is known.
CALLINGS = listed(
    "physicist chemist biologist scientist economist historian philosopher academic"
    " scholar poet playwright writer artist painter sculptor musician pianist violinist"
    " guitarist composer dancer photographer peer senator congressman congresswoman"
    " councillor lawmaker legislator activist campaigner farmer rancher fisherman"
    " carpenter baker chef financier banker investor designer architect student"
)
_NOBLE = listed("lord lady sir dame baroness baron viscount earl")
ONCE = listed("former veteran longtime long-time retired onetime one-time")
# Of whom there may be many: "the former official" is no one who was named.
UNTOLD_WORK = listed(
    "official officials employee aide adviser officer staffer executive"
)
PARTIES = {"gop": "republican", "democrat": "democratic", "tory": "conservative"}


def epithet(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """ "The 34-year-old mother of three", "the nominee": the one person just named."""
    aged = "year-old" in cast.doc[mention.start : mention.end].text
    nation = countries().get(mention.head)
    if mention.words & ONCE and mention.head not in UNTOLD_WORK and speaker is not None:
        return _once(cast, mention, speaker)
    if mention.head in CALLINGS and speaker is not None:
        return _by_calling(cast, mention, speaker)
    called = aged or nation or mention.head in EPITHETS
    if not called or _belongs(cast.doc, mention):
        return Resolved()
    gender = gender_of("", {mention.head}) or own_gender(cast.doc, mention)
    party = _party({mention.head, *mention.words})
    scores = scored(
        cast,
        mention.start,
        speaker,
        lambda f: (
            f.kind == "person"
            and (gender is None or f.gender in (gender, None))
            and not (party and _party(f.words | f.offices) - party)
            and not (nation and _nations(f) - {nation})
        ),
    )
    here = sentence(cast, mention.start)
    near = {
        f: s
        for f, s in scores.items()
        if any(0 <= here - sentence(cast, at) <= NEARBY for at in f.places)
    }
    known = {f: s + KNOWN * (f.gender == gender) for f, s in near.items()}
    return likeliest(known, 0.6, CLEAR)


def _by_calling(cast: Cast, mention: Mention, speaker: Figure) -> Resolved:
    """ "“It melts,” said Ada Quill. The physicist said …": nobody else is one."""
    before = cast.doc[: mention.start]
    new = all(token.lower_ != mention.head for token in before)
    return (
        _once(cast, mention, speaker)
        if new and speaker.offices <= _NOBLE
        else Resolved()
    )


def _once(cast: Cast, mention: Mention, speaker: Figure) -> Resolved:
    """ "“It holds,” the former lawyer said": whoever just spoke, if it is one alone."""
    here = sentence(cast, mention.start)
    spoken = max((at for at in speaker.places if at < mention.start), default=None)
    if spoken is None or speaker.kind != "person":
        return Resolved()
    others = {
        figure
        for place, figure in earlier(cast, mention.start)
        if place > spoken and figure.kind == "person" and figure is not speaker
    }
    near = here - sentence(cast, spoken) - told_between(cast, spoken, mention.start)
    if others or near > 1 or "\n" in cast.doc[spoken : mention.start].text:
        return Resolved()
    return Resolved((speaker,), confidence=0.6)


def _belongs(doc: Doc, mention: Mention) -> bool:
    """Recognise somebody's mother, who is no "mother of three" named before."""
    kin = mention.head in FEMALE | MALE
    return any(
        token.tag_ == "POS"
        or (kin and token.lower_ == "of" and not doc[token.i + 1].like_num)
        for token in doc[mention.start : mention.end - 1]
    )


def _nations(figure: Figure) -> set[str]:
    table = countries()
    return {table[word] for word in figure.words if word in table}


def _party(told: set[str]) -> set[str]:
    named = {PARTIES.get(word, word) for word in told}
    return named & {"republican", "democratic", "conservative", "labour", "liberal"}
