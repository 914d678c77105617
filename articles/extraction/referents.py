"""Any mention -> the figures that it means: named, unnamed, joint or a document."""

import re
from dataclasses import replace

from spacy.tokens import Doc

from articles.extraction import (
    coreference,
    described,
    epithets,
    mentions,
    pronouns,
    recurring,
    unnamed,
)
from articles.extraction.coreference import EMPTY, Resolved
from articles.extraction.figures import (
    FEMALE,
    MALE,
    Cast,
    Figure,
    Gender,
    gender_of,
    sentence,
)
from articles.extraction.mentions import Mention
from articles.extraction.names import clean, fold, surname
from articles.extraction.phrases import PARTS, RELATIVES
from articles.extraction.tables import listed, words
from articles.extraction.types import Unnamed


def joint(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved | None:
    """Two named sources joined by "and": each half has to name somebody."""
    doc = cast.doc
    for k in range(mention.start + 1, mention.end - 1):
        if doc[k].lower_ in RELATIVES:
            return None
        if doc[k].lower_ not in ("and", "nor") or doc[k].ent_type_:
            continue
        with_others = _with_others(cast, mention, k, speaker)
        if with_others:
            return with_others
        halves = (
            mentions.read(doc[mention.start : k]),
            mentions.read(doc[k + 1 : mention.end]),
        )
        if not all(
            h.kind in ("person", "name", "organisation") and h.name for h in halves
        ):
            continue
        if (
            halves[0].kind != halves[1].kind
            or halves[0].named[1] + 2 < k
            and not halves[0].title
        ):
            continue
        found = [resolve(cast, half, speaker) for half in halves]
        figures = tuple(f for r in found for f in r.figures)
        if len(figures) == 2 and figures[0] is not figures[1]:
            return Resolved(figures, confidence=min(r.confidence for r in found))
    return None


def _with_others(
    cast: Cast, mention: Mention, at: int, speaker: Figure | None
) -> Resolved | None:
    """ "The mayor and his aides": the one of them who has a name."""
    rest = cast.doc[at + 1 : mention.end]
    if len(rest) < 2 or rest[0].tag_ != "PRP$" or mentions.read(rest).kind == "person":
        return None
    found = resolve(cast, mentions.read(cast.doc[mention.start : at]), speaker)
    named = [f for f in found.figures if f.kind in ("person", "organisation")]
    return replace(found, confidence=0.8) if named else None


def resolve(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """One mention -> one figure."""
    if mention.kind == "pronoun":
        return _pronoun(cast, mention, speaker)
    if _is_pair(cast.doc, mention):
        pair = pronouns.pair(cast, mention.start)
        if pair:
            return Resolved(pair, confidence=0.75)
    key = fold(mention.name or "")
    person = mention.kind in ("person", "name")
    short = bool(key and cast.short.get(key)) and not mention.definite
    if mention.name and (person or short):
        return coreference.by_name(cast, mention)
    if mention.kind in ("organisation", "group"):
        if _whose(cast.doc, mention) is not None:
            return _body_of_someone(cast, mention, speaker)
        return coreference.body(cast, mention)
    if mention.kind == "document":
        return Resolved((_document(cast, mention),), confidence=0.95)
    return _people(cast, mention, speaker)


def _is_pair(doc: Doc, mention: Mention) -> bool:
    """ "The couple", "both men", "the two leaders"."""
    two = mention.plural and "two" in mention.words and mention.tail == mention.end
    both = doc[mention.start].lower_ == "both" and mention.end - mention.start == 2
    both &= _names_people(mention.head)
    return both or mention.definite and (two or mention.head in PAIRS)


def _pronoun(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """A pronoun, a relative one through the noun that it stands for."""
    if mention.head in RELATIVES or mention.head in ("which", "that"):
        antecedent = _antecedent(cast.doc, mention.start)
        if antecedent and antecedent.kind != "pronoun":
            found = resolve(cast, antecedent, speaker)
            return replace(found, confidence=min(found.confidence, 0.85))
    if mention.head in ("one", "some", "others", "many", "several", "all", "most"):
        return Resolved((_anonymous(cast, mention, None),), confidence=0.8)
    if mention.head in ("it", "its", "itself"):
        noun = pronouns.thing_before(cast, mention.start, speaker)
        if noun is not None:
            return replace(resolve(cast, noun, None), confidence=0.75)
    if mention.head in ("he", "she"):
        noun = pronouns.person_before(cast, mention, speaker)
        if noun is not None:
            return replace(resolve(cast, noun, speaker), confidence=0.75)
    found = pronouns.pronoun(cast, mention, speaker)
    if mention.head == "both" and not found.figures:
        return Resolved(
            (_anonymous(cast, replace(mention, plural=True), None),), confidence=0.6
        )
    return found


def _antecedent(doc: Doc, at: int) -> Mention | None:
    """The noun phrase before a relative pronoun."""
    before = at - 1
    while before > 0 and (doc[before].is_punct or doc[before].lower_ in ("of", "many")):
        before -= 1
    label = "ORG" if doc[at].lower_ == "which" else "PERSON"
    if before > 0 and doc[before].ent_type_ == label and at - before <= 3:
        return mentions.read(doc[_entity_start(doc, before) : before + 1])
    token = doc[at]
    for _ in range(6):
        if token.dep_ == "relcl" or token.head is token:
            break
        token = token.head
    noun = token.head if token.dep_ == "relcl" else doc[max(at - 1, 0)]
    while noun.dep_ == "appos" and noun.head.i < at:
        noun = noun.head
    if noun.i >= at:
        return None
    if doc[at].lower_ != "which" and not pronouns.is_human(noun):
        people = [e for e in doc[noun.i + 1 : at].ents if e.label_ == "PERSON"]
        if people:  # "a talk with Ada Quill, now the mayor, who said"
            return mentions.read(doc[people[-1].start : at])
    return mentions.read(doc[noun.left_edge.i : at])


def _entity_start(doc: Doc, at: int) -> int:
    while doc[at].ent_iob_ == "I":
        at -= 1
    return at


def _document(cast: Cast, mention: Mention) -> Figure:
    """A document by its phrase; "the report" is the one before."""
    doc = cast.doc
    phrase = clean(doc[mention.start : _phrase_stop(doc, mention)].text)
    wanted = {fold(w) for w in mention.words} - EMPTY
    for figure in reversed(cast.figures):
        if figure.kind != "document":
            continue
        same = fold(figure.name) == fold(phrase)
        if same or (mention.definite and {mention.head, *wanted} <= figure.words):
            return figure
    figure = Figure("document", phrase, plural=mention.plural)
    figure.words = {mention.head, *mention.words}
    cast.figures.append(figure)
    return figure


def _people(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """People by what they are: someone named elsewhere, known already, or unnamed."""
    doc = cast.doc
    if _whose(doc, mention) is not None:
        return _of_someone(cast, mention, speaker)
    known = mention.definite or not _has_article(doc, mention)
    if known and not mention.plural:
        found = coreference.described(cast, mention)
        if found.figures or found.candidates:
            return found
    if not known:
        found = coreference.introduced(cast, mention)
        if found.figures:
            return found
    before = recurring.met(cast, mention)
    if before:
        return Resolved((before,), confidence=0.9)
    if mention.definite and not mention.plural:
        found = epithets.epithet(cast, mention, speaker)
        if found.figures:
            return found
    if mention.definite and mention.head in ("man", "woman"):
        head = "he" if mention.head == "man" else "she"
        found = pronouns.pronoun(cast, replace(mention, head=head), speaker)
        if found.figures and not _is_another(cast, mention, found.figures[0]):
            return found
    noun = _introduced(cast, mention)
    if noun is not None:
        return Resolved((_anonymous(cast, noun, None),), confidence=0.85)
    # "The nominee" is likely someone whom the article names otherwise.
    sure = mention.plural or not mention.definite
    unnamed_one = _anonymous(cast, mention, None)
    return Resolved((unnamed_one,), confidence=0.95 if sure else 0.7)


def _is_another(cast: Cast, mention: Mention, figure: Figure) -> bool:
    """Whether "the woman" was told of before ``figure`` came up."""
    first = figure.places[0] if figure.places else mention.start
    return any(token.lower_ == mention.head for token in cast.doc[:first])


def _introduced(cast: Cast, mention: Mention) -> Mention | None:
    """ "One senior diplomat was less patient. “No,” the diplomat said": who came up."""
    if not mention.definite or not mention.head:
        return None
    here = sentence(cast, mention.start)
    for token in reversed(cast.doc[max(0, mention.start - _BACK) : mention.start]):
        if here - sentence(cast, token.i) > _SENTENCES_BACK:
            return None
        if token.lower_ == mention.head and token.dep_ in _ROLES:
            first = token.doc[token.left_edge.i]
            new = first.lower_ in ("a", "an", "one", "another") or first.like_num
            found = mentions.read(token.doc[first.i : token.i + 1]) if new else None
            same = found is not None and found.plural == mention.plural
            return found if same and not token.ent_type_ else None
    return None


PAIRS = listed("couple pair duo two twins brothers sisters siblings spouses")
_ROLES = (*pronouns.SUBJECTS, "dobj", "pobj")
_BACK = 60  # tokens
_SENTENCES_BACK = 2


def _has_article(doc: Doc, mention: Mention) -> bool:
    first = doc[mention.start]
    return first.pos_ in ("DET", "NUM", "PRON") or first.lower_ in ("one", "another")


def _whose(doc: Doc, mention: Mention) -> int | None:
    """The token of "her" in "her lawyer"."""
    return mention.start if doc[mention.start].tag_ == "PRP$" else None


def _of_someone(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """ "Her lawyer" -> the lawyer named elsewhere, or unnamed: "Dalia Renn's lawyer"."""
    owner = _owner(cast, mention, speaker)
    words = replace(mention, words=frozenset(mention.words - EMPTY))
    known = coreference.described(cast, words)
    if len(known.figures) == 1 and known.figures[0] is not owner:
        return replace(known, confidence=0.75)
    if owner is None:
        return Resolved((_anonymous(cast, mention, None),), confidence=0.8)
    stop = _phrase_stop(cast.doc, mention)
    phrase = _of(owner, clean(cast.doc[mention.start + 1 : stop].text))
    for figure in cast.figures:
        if figure.kind == "anonymous" and figure.name == phrase:
            return Resolved((figure,), confidence=0.9)
    figure = _anonymous(cast, mention, phrase)
    if figure.unnamed and mention.head not in FEMALE | MALE:
        figure.unnamed = replace(figure.unnamed, organisation=owner.name)
    return Resolved((figure,), confidence=0.9)


def _owner(cast: Cast, mention: Mention, speaker: Figure | None) -> Figure | None:
    """Whom "her" means in "her lawyer", if it is one alone."""
    at = mention.start
    pronoun = Mention(at, at + 1, "pronoun", head=fold(cast.doc[at].text))
    found = pronouns.pronoun(cast, pronoun, speaker)
    return found.figures[0] if len(found.figures) == 1 else None


def _of(owner: Figure, what: str) -> str:
    """ "Dana Renn's lawyer", "the farmers’ association"."""
    name = owner.name
    many = owner.plural and name.endswith("s")
    return f"{name}’ {what}" if many else f"{name}'s {what}"


def _body_of_someone(cast: Cast, mention: Mention, speaker: Figure | None) -> Resolved:
    """ "Her campaign" -> the Clinton campaign, as the article calls it elsewhere."""
    owner = _owner(cast, mention, speaker)
    if owner is None:
        return coreference.body(cast, mention)
    what = clean(cast.doc[mention.start + 1 : mention.tail].text)
    for name in (f"{surname(owner.name)} {what}", _of(owner, what)):
        if fold(name) in cast.named:
            return Resolved((cast.named[fold(name)],), confidence=0.8)
    whose = replace(mention, name=_of(owner, what), definite=False)
    return replace(coreference.body(cast, whose), confidence=0.8)


def _anonymous(cast: Cast, mention: Mention, phrase: str | None) -> Figure:
    """A new unnamed source; "one of the officials" takes after the officials."""
    doc = cast.doc
    name = phrase or clean(doc[mention.start : _phrase_stop(doc, mention)].text)
    told = unnamed.read(doc, mention)
    told = replace(told, organisation=told.organisation or _spoken_for(cast, mention))
    partitive = _is_partitive(doc, mention)
    group = recurring.group_of(cast, mention) if partitive or mention.definite else None
    if group and group.unnamed:
        told = _inherit(told, group.unnamed)
    plural = (told.count_max or 2) > 1
    figure = Figure("anonymous", name, plural=plural, unnamed=told, partitive=partitive)
    figure.words = {recurring.singular(mention.head), *map(fold, mention.words)}
    figure.human = _names_people(mention.head)
    figure.gender = gender_of("", {mention.head}) or _told_gender(doc, mention)
    cast.figures.append(figure)
    return figure


def _spoken_for(cast: Cast, mention: Mention) -> str | None:
    """Whom "Lerner's spokesman" speaks for, by the full name."""
    if mention.head not in SPEAKERS:
        return None
    for token in cast.doc[mention.start : mention.tail]:
        if token.tag_ == "POS" and token.i > mention.start:
            owner = mentions.read(cast.doc[mention.start : token.i])
            found = resolve(cast, owner, None) if owner.name else None
            return found.figures[0].name if found and found.figures else None
    return None


SPEAKERS = listed("spokesman spokeswoman spokesperson lawyer attorney solicitor aide")


def _names_people(head: str) -> bool:
    """Whether a noun is one for people: an office, a trade, or formed as those are."""
    one = recurring.singular(head)
    known = words("titles") | FEMALE | MALE
    return not {head, one}.isdisjoint(known) or bool(_OF_PEOPLE.search(one))


_OF_PEOPLE = re.compile(
    r"(?:er|or|ist|ian|ican|crat|ee|ant|ent|man|men|woman|women|person|people|kid|child"
    r"|children|one|other|third|second|first|some|many|several|most|all|few|aide|mate"
    r"|critic|folk|guest|fan|friend|ally|allie|source|local|expert|insider|native|youth|-old)$"
)


def _told_gender(doc: Doc, mention: Mention) -> Gender | None:
    """What a phrase tells of one person's gender: "an aide, who gave his name as Bo"."""
    behind = {token.lower_ for token in doc[mention.tail : mention.end]}
    his, her = behind & {"his", "himself"}, behind & {"her", "herself"}
    if mention.plural or bool(his) == bool(her):
        return None
    return "m" if his else "f"


def _phrase_stop(doc: Doc, mention: Mention) -> int:
    """The end of an unnamed source's phrase: before a comma and what follows it."""
    listed = described.is_list(doc[mention.start : mention.end].text)
    for k in range(mention.start + 1, mention.end):
        ends = not listed or doc[k + 1 : k + 2].text in RELATIVES
        if doc[k].text in (",", "--", "—", "(") and k >= mention.tail and ends:
            return k
    return mention.end


def _is_partitive(doc: Doc, mention: Mention) -> bool:
    """ "one of the officials"."""
    first = fold(doc[mention.start].text)
    upto = range(mention.start + 1, min(mention.start + 4, mention.end))
    return first in PARTS and any(doc[k].lower_ == "of" for k in upto)


def _inherit(own: Unnamed, group: Unnamed) -> Unnamed:
    """What a group's phrase told holds for its members."""
    return replace(
        own,
        organisation=own.organisation or group.organisation,
        country=own.country or group.country,
        level=group.level if own.level == "unstated" else own.level,
        tenure=group.tenure if own.tenure == "unstated" else own.tenure,
        terms=own.terms or group.terms,
        reason=own.reason or group.reason,
    )
