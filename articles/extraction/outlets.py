"""Which outlet a phrase names: well known, by its form, by description, by its people."""

import re
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from articles.extraction.figures import Cast, Figure, earlier
from articles.extraction.names import (
    clean,
    display,
    fold,
    letters,
    outlets,
    programmes,
)
from articles.extraction.offices import canonical
from articles.extraction.tables import listed, words

# Words that end an outlet's name, or stand alone after "the".
FORMS = listed(
    "courier ledger post times news herald tribune gazette journal chronicle star sun"
    " mail telegraph mirror observer guardian independent standard examiner dispatch"
    " inquirer bulletin register sentinel globe press record advertiser argus echo"
    " express review reporter radio tv television magazine weekly daily today wire"
    " broadcasting newswire gazeta zeitung presse monitor mercury bugle beacon caller"
    " beast intelligencer democrat-gazette republican-american free-press argus network"
    " newspaper newspapers agency podcast televisión televisjon rundfunk fm"
)
SHORT = listed(
    "courier ledger post times herald tribune gazette journal chronicle telegraph globe"
    " guardian examiner inquirer observer sentinel"
)
SHOWS = listed("show podcast hour tonight report programme program broadcast newscast")
_SHOW = r"(?:podcast|show|program|programme|newscast|broadcast)\b"
_TITLE = r"[“\"‘'](?P<name{}>[^\W\d_a-z][^”\"’\n]{{2,60}}?)[,.]?[”\"’']"
TITLED = re.compile(
    r"(?:the|an?|his|her|their|its|our)\s(?:[\w-]+\s){0,3}?"
    rf"(?:{_TITLE.format('')}\s(?:\w+\s)?{_SHOW}|{_SHOW},?\s{_TITLE.format('_behind')})"
)
ALONE = listed("radio tv channel daily")
BY_AIR = listed("news radio television tv")
STATIONS = listed("police fire power train bus petrol gas research polling")
AIRED = listed("station channel network site website outlet agency")
SORTS = listed(
    "newspaper paper daily tabloid weekly magazine broadcaster network channel station"
    " agency website site outlet broadsheet publication service radio television tv"
    " media press newswire wire program programme show podcast journal blog"
)
# Names that are words as well: an outlet only where something says so.
COMMON = listed(
    "time people fortune wired slate variety vice fox rt independent sun hill guardian"
    " atlantic intercept mehr abc ria ansa dw ft wire sputnik world bild yahoo nation"
    " week age spectator observer dispatch vogue billboard glamour information playboy"
    " ctv trt rai efe srf orf dpa quartz gawker recode bulwark expresso deadline"
    " federalist ellen hannity newsroom panorama today peston kudlow velshi insiders"
    " dateline newshour frontline five view story lead beat nightline marketplace"
)
# What an outlet's name may have behind it and still be the outlet, not a part of it.
TAILS = listed("news agency service america international english arabic turk")
MEDIA = listed(
    "media radio television tv newspapers broadcasters newspaper broadcaster magazine"
    " magazines tabloid tabloids"
)
TALKS = listed(
    "interview interviews appearance conversation call briefing essay op-ed column"
    " article post message email letter statement piece editorial report story"
    " segment forum hall commentary opinion debate q&a exclusive profile dispatch"
    " chat comments remarks podcast show broadcast program programme blog ed episode"
    " installment sit-down questions inquiries request"
)
WORKERS = listed(
    "host hosts co-host reporter reporters correspondent anchor anchorman anchorwoman"
    " editor columnist journalist journalists viewers readers listeners audience"
    " moderator commentator contributor analyst presenter crew team editors staff"
    " personality interviewer producer chief newsroom bureau"
)
OF = listed("of from at for")


def outlet(cast: Cast, start: int, end: int) -> str | None:
    """The outlet that a phrase names, in the form that is shown; ``None`` for others.

    "the Axios news website" -> "Axios", "the Turkish news agency" -> "Anadolu" where
    the article has spoken of it, "CNN's Ann Lee" -> "CNN", "“Face the Nation”" -> "CBS".
    """
    doc = cast.doc
    start, end = _without_marks(doc, start, end)
    if start >= end:
        return None
    inner = _owner(doc, start, end)
    if inner and known_outlet(doc[start:end].text):
        inner = None  # "the Times of Israel", "Barron's"
    if inner:
        owner = outlet(cast, *inner) or _owned(cast, inner[1], end)
        if owner or doc[end - 1].lower_ not in SHOWS:
            return owner
    phrase = doc[start:end]
    return (
        _shortened(cast, phrase)
        or _known_here(cast, phrase)
        or _well_known(cast, phrase)
        or _before_its_sort(phrase)
        or _described(cast, phrase)
        or _by_form(phrase)
        or _apposed(phrase)
    )


def _without_marks(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while start < end and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "EX"
    ):
        end -= 1  # "told Radio Ryme there were cracks"
    return start, end


def _owned(cast: Cast, at: int, end: int) -> str | None:
    """ "Japan's | Kyodo news agency", where the owner is none."""
    if at + 1 >= end or cast.doc[at].text not in ("'s", "’s"):
        return None
    return outlet(cast, at + 1, end)


def _owner(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The part of a phrase that may name an outlet: "CNN | 's Ann Lee"."""
    for k in range(start, end):
        if doc[k].tag_ == "POS" or doc[k].text in ("'s", "’s"):
            return start, k
        low = doc[k].lower_
        if k > start and doc[k].text.islower() and low in WORKERS:
            return (start, k) if _has_name(doc, start, k) else _behind(doc, k, end)
    if doc[end - 1].text in TALKS and end - start > 1:
        return start, end - 1
    for k in range(start + 1, end - 1):
        low = doc[k].lower_
        if low in OF and doc[k - 1].pos_ == "PROPN":
            return k + 1, end  # "Bill Ott of Fox News"
        if low in OF | {"in", "by", "on", "with"} and is_talk(doc[k - 1]):
            return k + 1, end  # "a report in the Inland Post"
    return None


def _apposed(phrase: Phrase) -> str | None:
    """ "Agence Lund, the state news agency": what it is stands behind."""
    doc, at = phrase.doc, phrase.end
    named = all(token.text[:1].isupper() for token in phrase) and len(phrase) < 5
    if not named or doc[at : at + 1].text != ",":
        return None
    if doc[at + 1 : at + 2].text not in ("the", "a", "an"):
        return None
    behind = doc[at + 2 : at + 7]
    end = next((token.i for token in behind if token.is_punct), None)
    is_sort = end is not None and doc[end - 1].lower_ in SORTS
    return display(clean(phrase.text)) if is_sort else None


def _has_name(doc: Doc, start: int, end: int) -> bool:
    return any(doc[k].text[:1].isupper() for k in range(start, end) if k > 0)


def _behind(doc: Doc, at: int, end: int) -> tuple[int, int] | None:
    """What follows "of" in "the editors of the Inland Post"."""
    for k in range(at + 1, end - 1):
        if doc[k].lower_ in OF:
            return k + 1, end
    return None


def is_talk(token: Token) -> bool:
    """Whether a noun is where an outlet's words stand: interview, essay, website."""
    return token.text in TALKS or token.text in ("board", "website", "edition")


def _shortened(cast: Cast, phrase: Phrase) -> str | None:
    """ "the Ledger" -> the Evening Ledger of the same article."""
    parts = fold(clean(phrase.text)).split()
    if len(parts) != 1 or not phrase[-1].text[:1].isupper():
        return None
    low = parts[0]
    if low not in FORMS or not phrase.text.lower().startswith("the "):
        return None
    for figure in cast.short.get(low, []):
        if figure.kind == "organisation" and fold(figure.name).split()[-1] == low:
            return figure.name
    return None


def _well_known(cast: Cast, phrase: Phrase) -> str | None:
    run = names_run(phrase)
    broadcaster = _broadcaster(phrase)
    if broadcaster:
        return broadcaster
    known = known_outlet(phrase.text) or known_outlet(run.text)
    return _shown(cast, run, known) if known and _sure(phrase, run, known) else None


def _shown(cast: Cast, run: Phrase, known: str) -> str:
    """The fullest of an outlet's names that the article has: "AFP", "Anadolu Agency".

    "BBC Radio 4" is a part of the BBC, which stands for it.
    """
    worded = _without_sort(run)
    named = [worded] if worded[:1].isupper() and not _is_part(worded, known) else []
    names = [*named, *_names(cast.doc, known)]
    fullest = max(names, key=lambda name: len(fold(name)), default=known)
    return known if fold(fullest) == fold(known) else fullest


def _names(doc: Doc, known: str) -> list[str]:
    """The names that an article has for an outlet, looked for once."""
    kept: dict[str, list[str]] = doc.user_data.setdefault("names of outlets", {})
    if known not in kept:
        found = sorted({m[0] for m in names_of(known).finditer(doc.text)})
        kept[known] = [
            name
            for name in found
            if name[:1].isupper()
            and name.split()[-1][:1].isupper()  # not "Kyodo news" agency
            and not _is_part(name, known)
        ]
    return kept[known]


def _without_sort(run: Phrase) -> str:
    """ "Fars | news agency": the name without the small words behind it."""
    end = run.end
    while end > run.start and run.doc[end - 1].text in SORTS | {"news"}:
        end -= 1
    name = clean(run.doc[run.start : end].text)
    return name[4:] if name.startswith("The ") else name.removeprefix("the ")


def _is_part(name: str, known: str) -> bool:
    """ "BBC Scotland" is a part of the BBC, "Kyodo News" is all of Kyodo."""
    longer = fold(name).removeprefix(f"{fold(known)} ")
    return longer != fold(name) and not TAILS.issuperset(longer.split())


@cache
def names_of(known: str) -> re.Pattern[str]:
    """Finds every name that the table has for an outlet."""
    forms = {known, *(form for form, row in outlets().items() if row[0] == known)}
    ranked = sorted(map(re.escape, forms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ranked)})\b", re.IGNORECASE)


def _broadcaster(phrase: Phrase) -> str | None:
    """The broadcaster of a programme: "Face the Nation" -> "CBS"."""
    for text in (phrase.text, names_run(phrase).text):
        low = letters(text).removeprefix("the ")
        found = programmes().get(low)
        sure = (
            " " in low or _in_marks(phrase) or low not in COMMON and text[:1].isupper()
        )
        if found and sure:
            return found
    return None


def in_title(text: str) -> re.Match[str] | None:
    """A programme in its marks: "the “Deep Water” podcast", "her show, “Deep Water”"."""
    return TITLED.match(text)


def broadcaster(title: str) -> str:
    """Whoever airs a programme, or the programme where nobody knows."""
    return programmes().get(letters(title).removeprefix("the "), title)


def _in_marks(phrase: Phrase) -> bool:
    """Whether quotation marks stand around a phrase, as around a programme's title."""
    start = phrase.start
    return start > 0 and phrase.doc[start - 1].text in ('"', "“", "‘", "'", "''", "``")


def _described(cast: Cast, phrase: Phrase) -> str | None:
    """ "The Danish daily": the nearest outlet before that is called all of that."""
    said = [token.lower_ for token in phrase]
    if said[0] not in ("the", "that") or said[-1] not in SORTS:
        return None
    wanted = {canonical(word) for word in said[1:]} - {"news"}
    before = (figure for _, figure in reversed(earlier(cast, phrase.start)))
    later = cast.figures if len(wanted) > 1 else []
    for figure in (*before, *later):
        known = _is_named(figure.name) or not figure.name.lower().startswith("the ")
        if wanted <= figure.words and known and is_outlet(figure):
            return figure.name
    return None


def _known_here(cast: Cast, phrase: Phrase) -> str | None:
    """An outlet that the article has told is one: "KNA", after "the news agency KNA"."""
    figure = cast.named.get(fold(display(clean(phrase.text))))
    return figure.name if figure and "outlet" in figure.words else None


def _is_named(name: str) -> bool:
    """ "Morning Ledger", but not "the newspaper"."""
    return any(word[:1].isupper() for word in name.removeprefix("The ").split())


def names_run(phrase: Phrase) -> Phrase:
    """The capitalised words at the end of a phrase, or all of it: "a | Boston Globe"."""
    doc, start = phrase.doc, phrase.end
    while start > phrase.start and not doc[start - 1].text[:1].islower():
        start -= 1
    return doc[start : phrase.end] if start < phrase.end else phrase


def known_outlet(text: str) -> str | None:
    """A well-known outlet by name or alias, with or without its sort behind it."""
    parts = fold(display(clean(text))).split()
    while parts:
        found = outlets().get(" ".join(parts))
        if found:
            return found[0]
        if parts[-1] not in SORTS | {"news"}:
            return None
        parts.pop()
    return None


def _sure(phrase: Phrase, run: Phrase, known: str) -> bool:
    """Whether a name that is a common word too stands for the outlet here."""
    bare = fold(known)
    if bare not in COMMON:
        return True
    text = phrase.text
    if phrase[-1].lower_ in SORTS and len(phrase) > 1:
        return True
    if text.lower().startswith("the ") or len(run) > 1 or text.isupper():
        return phrase[-1].text[:1].isupper() and len(phrase) - len(run) < 2
    return (
        len(phrase) == 1
        and phrase[0].ent_type_ in ("ORG", "WORK_OF_ART")
        and text[:1].isupper()
    )


def _by_form(phrase: Phrase) -> str | None:
    """An outlet known by its form: "the Evening Ledger", "TV Øst", "Local radio"."""
    tokens = [t for t in phrase if not t.is_space]
    name = display(clean(names_run(phrase).text))
    if not tokens or not fold(name):
        return None
    sorted_ = _after_its_sort(phrase)
    if sorted_:
        return sorted_
    first, last = fold(tokens[0].text), fold(tokens[-1].text)
    capitals = sum(t.text[:1].isupper() for t in tokens)
    if any(token.lower_ == "social" for token in tokens):
        return None
    if last in MEDIA and (unnamed := _unnamed(tokens)) and capitals < 2:
        return unnamed
    if last in FORMS | SHOWS and tokens[-1].text[:1].isupper():
        if " " in fold(name):
            named = capitals >= 2 and not is_person(phrase)
            return name if named else None
        return name if first == "the" and last in SHORT else None
    if first in ALONE and capitals and len(tokens) > 1:
        return name
    return _unnamed(tokens) if first != "the" else None


def _unnamed(tokens: list[Token]) -> str | None:
    """An outlet that is told of and not named: "local radio", "a French news site"."""
    if tokens[0].lower_ in ("a", "an"):
        tokens = tokens[1:]
    if not 1 < len(tokens) <= 4 or tokens[0].tag_ == "PRP$":
        return None
    last, before = tokens[-1].lower_, tokens[-2].lower_
    sort = last in MEDIA or before in BY_AIR and last.removesuffix("s") in AIRED
    modifiers = tokens[: -1 if last in MEDIA else -2]
    plain = all(
        t.pos_ in ("ADJ", "NOUN", "PROPN") or t.text in ("-", "run", "owned")
        for t in modifiers
    )
    return (
        " ".join(t.text for t in tokens).replace(" - ", "-")
        if sort and plain and modifiers
        else None
    )


def is_person(phrase: Phrase) -> bool:
    """ "Anna Herald" is a person: a given name and a word that outlets end in."""
    run = names_run(phrase)
    given = fold(run[0].text) in words("women") | words("men")
    return given and len(run) == 2 and run[-1].ent_type_ == "PERSON"


def _after_its_sort(phrase: Phrase) -> str | None:
    """ "Danish broadcaster TV Øst" -> "TV Øst"."""
    for k in range(phrase.start, phrase.end - 1):
        token = phrase.doc[k]
        rest = clean(phrase.doc[k + 1 : phrase.end].text)
        if token.lower_ in SORTS and token.text.islower() and rest[:1].isupper():
            return known_outlet(rest) or display(rest)
    return None


def _before_its_sort(phrase: Phrase) -> str | None:
    """ "the Harbour Wire news agency" -> "Harbour Wire"."""
    parts = [token.text for token in phrase]
    while parts and parts[-1] in SORTS | {"news", "online", "state", "talk"}:
        parts.pop()
    while parts and phrase[len(parts) - 1].is_punct:
        parts.pop()  # "his “Keeping On” radio program"
    if len(parts) == len(phrase) or not parts or not parts[-1][:1].isupper():
        return None
    last = phrase[len(parts) - 1]
    if last.ent_type_ in ("NORP", "GPE"):
        return None  # "the Turkish news agency" is a description
    if last.pos_ != "PROPN" and not any(token.is_quote for token in phrase):
        return None
    start = len(parts)
    while start and (parts[start - 1][:1].isupper() or _is_joint(parts, start - 1)):
        start -= 1
    return display(clean(" ".join(parts[start:]))) or None


def _is_joint(parts: list[str], k: int) -> bool:
    """Whether a small word stands between two capitals: "Face the Bay"."""
    return k > 0 and parts[k] in ("the", "of", "and", "&", "'", "’", "It")


def is_outlet(figure: Figure) -> bool:
    """Whether a body is an outlet: known, or called one, or named like one."""
    if figure.kind != "organisation":
        return False
    parts = fold(figure.name).split()
    if fold(figure.name) in outlets():
        return True
    if STATIONS & set(parts):
        return False
    if figure.words & {"newspaper", "broadcaster", "magazine", "tabloid", "outlet"}:
        return True
    if not parts:
        return False
    named_like = parts[-1] in FORMS - {"star", "record", "press", "agency", "network"}
    return (named_like and len(parts) > 1) or (parts[0] in ALONE and len(parts) > 1)


def same(one: str, other: str) -> bool:
    """Whether two names mean one outlet: "The Post" and "Post", aliases too.

    A short form is its outlet's in its own pages: "the Journal" in the Wall Street
    Journal.
    """
    first, second = (_folded(known_outlet(name) or name) for name in (one, other))
    short, full = sorted((first, second), key=len)
    return first == second or short in SHORT and full.split()[-1] == short


def _folded(name: str) -> str:
    return fold(re.sub(r"\.\w+$", "", name))
