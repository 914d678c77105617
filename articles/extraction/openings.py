"""Where a content begins although parse and tagger begin before.

In "said two days before the flood that the dyke would hold" the dyke comes first, and
so it does in "Exclusive: The dyke will hold, aides say".
"""

import re
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Phrase

from articles.extraction import days
from articles.extraction.tables import listed
from articles.extraction.tails import is_time
from articles.extraction.types import Finding, Span

_KICKER = re.compile(r"[^\W\d_][^:\n“”\"‘.,;]{1,40}?:\s+(?=\S)")
# "The news was good: the pier holds" is no label and its story.
_SAYS = re.compile(
    r"^(?!what|why|how|where).*\b(?:is|are|was|were|has|have|had|will)\b", re.I
)
_MOST = 14  # tokens before "that"
_SMALL = listed(
    "in on at as of the this that late early earlier later recently just only about"
    " some several few day days week weeks month months year years hours minutes ago"
    " other same long also"
)


def without_kicker(text: str, finding: Finding) -> Finding:
    """Leave out a label at the head of the line: "Exclusive: | the pier falls, A says".

    Only where who says it stands behind: in "Ott: The pier falls" the label speaks.
    """
    first, *rest = finding.content
    behind = finding.cue and finding.source and first.end <= finding.cue[0].start
    if finding.kind == "direct" or not behind:
        return finding
    line = text.rfind("\n", 0, first.start) + 1
    label = _KICKER.match(text, first.start, first.end)
    if text[line : first.start].strip(" \t-–•*") or not label or _SAYS.search(label[0]):
        return finding
    return replace(finding, content=(Span(label.end(), first.end), *rest))


def without_time(doc: Doc, finding: Finding) -> Finding:
    """Leave out what tells when it was said, before the "that" of what was said."""
    first, *rest = finding.content
    if not finding.cue or first.start < finding.cue[-1].end:
        return finding
    tokens = doc.char_span(*first, alignment_mode="expand")
    if tokens is None:
        return finding
    apart = rest and doc[tokens.end : tokens.end + 1].text == "that"
    if apart and _tells_when(tokens):
        return replace(finding, content=tuple(rest))
    for that in tokens[:_MOST]:
        if that.is_punct or that.is_space:
            break
        if that.lower_ == "that" and that.i + 1 < tokens.end:
            follows = doc[that.i + 1]
            verb = follows.pos_ in ("VERB", "AUX")  # "the flood that killed nine"
            before = doc[tokens.start : that.i]
            bare = not len(before) and that.pos_ == "SCONJ"
            if verb or not (bare or len(before) and _tells_when(before)):
                break
            return replace(finding, content=(Span(follows.idx, first.end), *rest))
    return finding


def _tells_when(phrase: Phrase) -> bool:
    """ "Two days before the flood", "in 2019", "a few days ago"; not "the day"."""
    said = phrase.text.lower().split()
    if is_time(phrase.doc, phrase.start):
        return True
    if said[0] == "the" and len(said) < 3:
        return False
    others = days.WHEN.sub("", " ".join(said)).split()
    dated = all(token.ent_type_ in ("DATE", "TIME") for token in phrase)
    return dated or _SMALL.issuperset(others)
