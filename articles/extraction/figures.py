"""The people and bodies of an article, gathered before any of them is asked for."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from spacy.tokens import Doc

from articles.extraction.mentions import Mention
from articles.extraction.names import COURTESIES, SUFFIXES, fold, outlets, surname
from articles.extraction.occurrences import (
    Occurrence,
    entities,
    overlooked,
    spoken_of,
    without_headline,
)
from articles.extraction.offices import canonical
from articles.extraction.tables import listed, words
from articles.extraction.types import SourceKind, Unnamed

Gender = Literal["f", "m"]


FEMALE = listed(
    "she her mrs ms miss lady dame madam queen princess baroness duchess woman women"
    " mother mum mom daughter sister wife widow aunt grandmother niece girlfriend"
    " ex-wife spokeswoman chairwoman congresswoman councilwoman alderwoman actress"
    " businesswoman policewoman waitress stateswoman assemblywoman headmistress nun"
    " girl alumna landlady"
)


MALE = listed(
    "he him his mr sir lord king prince baron duke man men father dad son brother"
    " husband widower uncle grandfather nephew boyfriend ex-husband spokesman chairman"
    " congressman councilman alderman actor businessman policeman waiter statesman"
    " assemblyman headmaster monk boy alumnus landlord foreman fisherman"
)


SORTS_BY_FORM = {
    word: sort
    for sort, forms in {
        "newspaper": "courier ledger post times herald tribune gazette journal chronicle"
        " mail telegraph mirror observer standard examiner dispatch inquirer bulletin"
        " sentinel globe argus echo newspaper",
        "broadcaster": "radio tv television broadcasting channel",
    }.items()
    for word in forms.split()
}
THEY = re.compile(r"\bpronouns?\b[^.]{0,20}\bthey\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Figure:
    """Someone or something that the article speaks of, with all that it is called.

    ``words`` are the folded words of its descriptions; ``places`` the token indices of
    its mentions in order.
    """

    kind: SourceKind
    name: str
    title: str | None = None
    gender: Gender | None = None
    guessed: bool = False  # the gender is that of a pronoun, taken to mean this figure
    plural: bool = False
    words: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    unnamed: Unnamed | None = None
    partitive: bool = False
    human: bool = True  # as far as its noun tells
    via: str | None = None  # the outlet that obtained a document
    id: str | None = None


@dataclass(slots=True)
class Cast:
    """The figures of one article and where each is mentioned.

    ``quoted`` are the tokens of all quotations, ``telling`` those of the statement that
    is read right now.
    """

    doc: Doc
    sentences: list[int]
    quoted: list[tuple[int, int]]
    figures: list[Figure] = field(default_factory=list)
    named: dict[str, Figure] = field(default_factory=dict)
    short: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    mentions: list[tuple[int, Figure]] = field(default_factory=list)
    spoke: tuple[Figure, ...] = ()
    telling: tuple[tuple[int, int], ...] = ()
    followed: int = 0  # up to which token pronouns were followed
    lone: set[str] = field(default_factory=set)  # names of one word, of people alone
    bare: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def gather(doc: Doc, spoken: Iterable[Mention], quoted: list[tuple[int, int]]) -> Cast:
    """The people and bodies of an article, from its entities and its sources."""
    cast = Cast(doc, [s.start for s in doc.sents], sorted(quoted))
    found = [*entities(doc), *spoken_of(doc, spoken)]
    found = sorted([*found, *overlooked(doc, found)], key=lambda o: o.at)
    alone = Counter(fold(o.name) for o in found if " " not in o.name)
    full = [o.name.split() for o in found if o.kind == "person" and " " in o.name]
    surnames = {fold(parts[-1]) for parts in full}
    found = [without_headline(doc, each, alone, surnames) for each in found]
    for each in found:
        cast.bare[fold(each.name)].append(each.at)
    cast.lone = {fold(o.name) for o in found if o.kind == "person"}
    cast.lone -= {fold(o.name) for o in found if o.kind != "person"}
    for each in found:
        if each.kind == "person" and " " in fold(each.name):
            _add_person(cast, each)
    for each in found:
        if each.kind == "person" and _is_nobody_named(cast, each):
            _add_lone(cast, each)
    for each in found:
        if each.kind == "organisation" and not cast.short.get(fold(each.name)):
            _add_body(cast, each)
    for each in found:
        if " " not in fold(each.name):
            _add_short(cast, each)
    cast.mentions.sort(key=lambda pair: pair[0])
    _note_they(cast)
    return cast


def _note_they(cast: Cast) -> None:
    """Whoever "uses the pronouns they and them" is they from then on."""
    for found in THEY.finditer(cast.doc.text):
        token = cast.doc.char_span(*found.span(), alignment_mode="expand")
        if token is None:
            continue
        people = [f for _, f in earlier(cast, token.start) if f.kind == "person"]
        if people:
            people[-1].plural = True


def _add_person(cast: Cast, each: Occurrence) -> None:
    """Add a full name; "Donald J. Trump" and "Donald Trump" are one, under the longer."""
    key = fold(each.name)
    figure = cast.named.get(key) or variant(cast, key)
    if figure is None:
        figure = Figure("person", each.name)
        cast.figures.append(figure)
        parts = key.split()
        for short in {
            surname(each.name),
            parts[0],
            parts[-1],
            *_first_of_two(cast, parts),
        }:
            cast.short[short].append(figure)
    elif len(key) > len(fold(figure.name)):
        figure.name = each.name
    cast.named[key] = figure
    _note(cast, figure, each)


def _first_of_two(cast: Cast, parts: list[str]) -> list[str]:
    """The surname that "José Luis Pérez Soto" goes by, where the article uses it."""
    middle = [p for p in parts[1:-1] if p not in words("women") | words("men")]
    return [p for p in middle[-1:] if len(p) > 2 and p in cast.lone]


def _is_nobody_named(cast: Cast, each: Occurrence) -> bool:
    """Whether "President Obama" is none of the Obamas that the article names later."""
    key, title = fold(each.name), set(office(each.title)) - COURTESIES
    bearers = cast.short.get(key, [])
    if " " in key or not title or not bearers or key in cast.named:
        return False
    held = {canonical(word) for word in title}
    return all(
        each.at < f.places[0] and f.offices and not held & f.offices for f in bearers
    )


def _add_lone(cast: Cast, each: Occurrence) -> None:
    """Add someone whom the article never gives a first name."""
    figure = Figure("person", each.name)
    cast.figures.append(figure)
    cast.named[fold(each.name)] = figure
    cast.short[fold(each.name)].append(figure)
    figure.gender = _given_alone(each)
    _note(cast, figure, each)


def _given_alone(each: Occurrence) -> Gender | None:
    """What a first name tells that stands for its bearer: "Melanie", not "Mr Scott"."""
    key = fold(each.name)
    if each.title or (key in words("women")) == (key in words("men")):
        return None
    return "f" if key in words("women") else "m"


def variant(cast: Cast, key: str) -> Figure | None:
    """The figure whose name differs by middle names or suffixes alone."""
    parts = [p for p in key.split() if p not in SUFFIXES]
    suffixes = set(key.split()) & SUFFIXES
    for figure in cast.short.get(parts[-1], []) if parts else []:
        own = set(fold(figure.name).split()) & SUFFIXES
        if suffixes and own and suffixes != own:
            continue  # "Kane III" is no "Kane IV"
        others = [p for p in fold(figure.name).split() if p not in SUFFIXES]
        tail = min(len(others), len(parts))
        if tail > 1 and others[-tail:] == parts[-tail:]:
            return figure
        ends = others[0] == parts[0] and others[-1] == parts[-1]
        if ends and (set(others) <= set(parts) or set(parts) <= set(others)):
            return figure
    return None


def _note(cast: Cast, figure: Figure, each: Occurrence) -> None:
    """Add what one mention tells."""
    figure.places.append(each.at)
    cast.mentions.append((each.at, figure))
    if figure.kind == "person":
        figure.words |= {canonical(w) for w in each.words}
        if each.title and (not figure.title or len(each.title) > len(figure.title)):
            figure.title = each.title
        figure.offices |= {canonical(w) for w in office(each.title)} - COURTESIES
        figure.offices |= {canonical(word) for word in each.heads}
        told = {*office(each.title), *courtesy(cast, each.at), *each.heads}
        figure.gender = figure.gender or gender_of(figure.name, told)
    else:
        figure.words |= each.words


def office(title: str | None) -> list[str]:
    """The words of a title up to its first "of": "daughter of the king" is a she."""
    return fold(re.split(r"\b(?:of|for|at|to|in)\b", title or "")[0]).split()[-2:]


def gender_of(name: str, described: Iterable[str]) -> Gender | None:
    """What courtesy, office or given name tell about he or she."""
    told = set(described)
    if told & FEMALE and not told & MALE:
        return "f"
    if told & MALE and not told & FEMALE:
        return "m"
    given = fold(name).split()
    if len(given) > 1 and given[0] in words("women"):
        return "f"
    return "m" if len(given) > 1 and given[0] in words("men") else None


def _add_body(cast: Cast, each: Occurrence) -> None:
    """Add a body or place under its name, first word and initials."""
    key = fold(each.name)
    figure = cast.named.get(key)
    if figure is None:
        figure = Figure("organisation", each.name)
        figure.words |= set(map(canonical, key.split())) | _known(key)
        cast.figures.append(figure)
        cast.named[key] = figure
        parts = key.split()
        if len(parts) > 1:
            initials = "".join(p[0] for p in parts if p not in ("of", "the", "and"))
            for short in {parts[0], initials, parts[-1]}:
                cast.short[short].append(figure)
    _note(cast, figure, each)


def _known(key: str) -> set[str]:
    """What the table of outlets says about a name: its sort and its country."""
    if key not in outlets():
        return {SORTS_BY_FORM[word] for word in key.split() if word in SORTS_BY_FORM}
    _, sorts, country = outlets()[key]
    return {canonical(w) for w in f"{sorts.replace(',', ' ')} {country}".split()}


def outlet_figure(cast: Cast, name: str, at: int) -> None:
    """Note an outlet that carried a statement, so that "the paper" can mean it."""
    key = fold(name)
    figure = cast.named.get(key)
    if figure is None:
        figure = Figure("organisation", name)
        figure.words |= set(map(canonical, key.split())) | _known(key)
        cast.figures.append(figure)
        cast.named[key] = figure
    figure.words |= _known(key)
    mark(cast, figure, at)


def _add_short(cast: Cast, each: Occurrence) -> None:
    """Join a one-word name to the figure that it shortens, or make it one."""
    key = fold(each.name)
    figures = [f for f in cast.short.get(key, []) if f.kind == "person"]
    if not figures and each.kind != "unknown":
        figures = bodies_called(cast, key)
    if figures:
        owner = owner_of(cast, key, figures, each)
        if owner:
            _note(cast, owner, each)
    elif each.kind == "person" and key:
        figure = cast.named.get(key) or misspelt(cast, key)
        if figure is None:
            figure = cast.named[key] = Figure("person", each.name)
            figure.gender = _given_alone(each)
            cast.figures.append(figure)
        _note(cast, figure, each)


def bodies_called(cast: Cast, key: str) -> list[Figure]:
    """The one body that a first word or initials stand for: "Carver", "IMF"."""
    found = [
        f
        for f in cast.short.get(key, [])
        if f.kind != "person" and (fold(f.name).split()[0] == key or len(key) < 6)
    ]
    return found if len(found) == 1 else []


def owner_of(
    cast: Cast, key: str, figures: list[Figure], each: Occurrence
) -> Figure | None:
    """Who a bare surname means: its one bearer, or who had it before the others came.

    Mr or Ms, and an office before the name, decide first.
    """
    told = courtesy(cast, each.at) | set(office(each.title))
    fitting = of_gender(figures, gender_of("", told))
    titled = {canonical(w) for w in fold_all(each.title)}
    holders = [f for f in fitting if titled & f.offices] if len(fitting) > 1 else []
    free = [f for f in fitting if not f.offices] if titled and not holders else []
    fitting = next((some for some in (holders, free) if len(some) == 1), fitting)
    if len(fitting) == 1:
        return fitting[0]
    first = sorted(fitting, key=lambda f: f.places[0])
    if len(first) < 2:
        return None
    one, two = first[0].places[0], first[1].places[0]
    apart = sentence(cast, one) < sentence(cast, two)
    return first[0] if apart and any(at < two for at in cast.bare[key]) else None


def fold_all(title: str | None) -> list[str]:
    """The folded words of a title, courtesies left out."""
    return [w for w in (fold(p) for p in (title or "").split()) if w not in COURTESIES]


def misspelt(cast: Cast, key: str) -> Figure | None:
    """The one person whose surname differs by a slip: "McLenney", "McClenney"."""
    if " " in key or len(key) < 5 or key in cast.short:
        return None
    known = [k for k in cast.short if " " not in k and k[0] == key[0]]
    near = get_close_matches(key, known, 2, 0.8 if len(key) < 6 else 0.88)
    bearers = cast.short[near[0]] if len(near) == 1 else []
    return bearers[0] if len(bearers) == 1 and bearers[0].kind == "person" else None


def courtesy(cast: Cast, at: int) -> frozenset[str]:
    """Mr or Ms before a name."""
    low = fold(cast.doc[at - 1].text) if at else ""
    return frozenset({low} & COURTESIES)


def of_gender(figures: list[Figure], gender: Gender | None) -> list[Figure]:
    """Those whom he or she may mean: known ones where there are, else unknown ones."""
    if gender is None:
        return figures
    known = [f for f in figures if f.gender == gender]
    return known or [f for f in figures if f.gender is None]


def sentence_bounds(cast: Cast, at: int) -> tuple[int, int]:
    """The tokens of the sentence that holds token ``at``."""
    number = bisect_right(cast.sentences, at)
    ends = cast.sentences[number] if number < len(cast.sentences) else len(cast.doc)
    return cast.sentences[number - 1], ends


def sentence(cast: Cast, at: int) -> int:
    """The number of the sentence that holds token ``at``."""
    return bisect_right(cast.sentences, at) - 1


def mark(cast: Cast, figure: Figure, at: int) -> None:
    """Note that ``figure`` spoke at token ``at``."""
    place = bisect_right(cast.mentions, at, key=lambda pair: pair[0])
    cast.mentions.insert(place, (at, figure))
    figure.places.append(at)


def is_marked(cast: Cast, at: int) -> bool:
    """Say whether token ``at`` is known to mean somebody."""
    place = bisect_left(cast.mentions, at, key=lambda pair: pair[0])
    return place < len(cast.mentions) and cast.mentions[place][0] == at


def earlier(cast: Cast, at: int) -> list[tuple[int, Figure]]:
    """The mentions before token ``at``, at most the last two hundred."""
    upto = bisect_right(cast.mentions, at - 1, key=lambda pair: pair[0])
    return cast.mentions[max(0, upto - 200) : upto]
