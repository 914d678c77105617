"""What a page puts around and between the lines of an article: set apart, never cut."""

import re
from collections.abc import Iterable, Iterator

from articles.extraction.paste.lines import Line, is_prose, is_title, lines
from articles.extraction.types import Span

# Whole lines only, so that a sentence which holds the same words stays an article's.
_CONTINUE = (
    r"(?:continue|keep) reading(?: (?:the|this|at|on|in)\b[^.“”\"]{0,60})?"
    r"|(?:click (?:here )?to )?(?:read|see|view|show|load) (?:the )?"
    r"(?:more|full (?:story|article|text)|rest|article|entire (?:story|article))"
    r"(?: (?:on|at|in|here|from|of)\b[^.“”\"]{0,60})?"
)
_BREAKS = (
    r"(?:story|article|text|post) continues (?:below|after)[^.“”\"]{0,60}"
    r"|continue reading the main story|advertisement|sponsored(?: content)?|promoted"
    r"|ad(?: feedback)?|paid (?:post|content)|scroll (?:down )?(?:to|for)[^.“”\"]{0,40}"
    r"|skip (?:past|to) [^.“”\"]{0,60}|back to top|close(?: this)?"
)
_RELATED = (
    r"related(?: (?:stories|articles|news|content|topics|coverage|reading))?"
    r"|(?:more|latest|most) (?:(?:from|on|in|about) [^.“”\"]{1,60}"
    r"|read|popular|viewed|stories|news|headlines)"
    r"|(?:you (?:may|might) (?:also )?like|recommended(?: for you)?|trending(?: now)?"
    r"|editors?[’']s? picks?|top stories|don[’']t miss|what to read next|read next"
    r"|up next|see also|also read|read also|in this (?:story|article)|topics|tags)"
)
_POINTER = (
    r"(?:related|read more|read next|read also|also read|see also|more|watch|listen"
    r"|tags?|topics?|filed under|in pictures|from the archives?)\s?[:»>→]\s?[^“”\"]{1,160}"
)
_PLATFORM = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|e-?mail|print|reddit|telegram|bluesky"
    r"|threads|messenger|pinterest|copy(?: link)?|link copied!?|save|share|tweet|pin|like"
    r"|gift(?: article)?|bookmark|comments?(?: \(?\d+\)?)?|\d+ comments?|\d+ shares?)"
)
_SHARE = (
    r"(?:share|print|save|e-?mail|listen to|gift|bookmark|like) this"
    r"(?: (?:story|article|page|post|on[^.“”\"]{0,40}))?|share (?:on|via|to) [\w ]{1,30}"
    rf"|(?:share\s*[:|]?\s*)?{_PLATFORM}(?:[\s,|/•·]+{_PLATFORM}){{0,12}}"
    r"|listen(?: \(?\d+ min(?:ute)?s?\)?)?|\d+[ -]min(?:ute)? (?:read|listen|watch)"
)
_SIGN_UP = (
    r"sign up(?: (?:here|now|today|free))?[.!]?|subscribe(?: (?:now|today|here))?[.!]?"
    r"|(?:sign up|signup|subscribe|register|join|get|receive|enter|download|enjoy|support"
    r"|donate|try|log in|sign in|want|never miss|don[’']t miss|stay|like what)\b"
    r"[^“”\"\n]{0,200}\b(?:newsletters?|inbox|e-?mail(?:s| address)?|alerts|briefing"
    r"|app|podcast|journalism|subscri\w+|updates|for free|informed)\b[^“”\"\n]{0,120}"
    r"|(?:already|not) a subscriber[^“”\"\n]{0,80}|subscribers? only|log ?in|sign ?in"
    r"|by (?:signing up|subscribing|providing)[^“”\"\n]{0,200}|(?:our )?newsletters?"
    r"|thank you for (?:signing up|subscribing|reading)[^“”\"\n]{0,100}"
    r"|(?:this )?(?:article|content) is (?:for )?subscribers[^“”\"\n]{0,60}"
    r"|(?:we use|this site uses) cookies[^“”\"\n]{0,200}|accept (?:all )?cookies|menu"
)
_CREDIT = (
    r"(?:(?:photo(?:graph)?|image|picture|video|illustration|graphic|file photo|photos)"
    r"(?: (?:credits?|source|caption|by|courtesy(?: of)?))?\s?[:,©]|(?:photo(?:graph)?|"
    r"image|picture|illustration|graphic)s? (?:by|courtesy of)|credits?\s?:|©"
    r"|file (?:photo|picture|image)\b|file\s?[-–—]|copyright\b|\(c\)\s?\d{4})[^\n]{0,240}"
    r"|getty images|(?:ap|afp|reuters|epa|pa) (?:photo|media|wire)s?(?:/[^\n]{0,60})?"
    r"|(?:reuters|afp|ap|epa|getty images)/[^\n]{1,60}"
)
_STAFF = (
    r"\(?(?:additional |further )?(?:reporting|editing|writing|production) by "
    r"[^“”\"\n]{1,240}|(?:edited|compiled) by [^“”\"\n]{1,120}"
    r"|[^“”\"\n]{3,160} contributed (?:reporting|to this (?:report|story|article))"
    r"[^“”\"\n]{0,80}"
    r"|th(?:is|e) (?:story|article|report|piece)[^“”\"\n]{0,20} "
    r"(?:(?:first|originally) (?:appeared|published)|(?:is|was|has been) (?:first |originally |since )?"
    r"(?:published|updated|amended|corrected|translated|produced|syndicated))[^“”\"\n]{0,200}"
    r"|all rights reserved\.?|(?:this|the) material may not be [^\n]{0,160}"
    r"|(?:got|have|do you have) (?:a|any) (?:news )?(?:tip|story|comment)s?\b[^“”\"\n]{0,160}"
    r"|(?:contact|e-?mail|reach|follow) (?:the (?:author|reporter|newsroom)|us|her|him|them)"
    r"\b[^“”\"\n]{0,160}"
)
_CRUMBS = r"(?:home|news|world)(?:\s?[>›»/]\s?[\w &]{2,30}){1,5}"
_COMMENTS = (
    r"comments?\s?\(\s?[\d,]+\s?\)|[\d,]+ comments?|(?:reader |all |top )?comments"
    r"|(?:leave|add|post) a (?:comment|reply)|join the (?:conversation|discussion)"
    r"|(?:show|view|see|read) (?:all )?(?:\d+ )?comments|what (?:do )?you think\?"
)
_ALL = (
    _CONTINUE, _BREAKS, _RELATED, _POINTER, _SHARE, _SIGN_UP, _CREDIT, _STAFF, _CRUMBS,
)  # fmt: skip
_AROUND = r"[\s\[\](){}>»→↓▼+…*|:-]*"


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"{_AROUND}(?:{'|'.join(patterns)})[.!]?{_AROUND}$", re.I)


_JUNK = _whole(*_ALL)
_COMMENTS_HEAD = _whole(_COMMENTS)
_LIST_HEAD = _whole(_RELATED)
_CONTINUES = _whole(_CONTINUE)
_READ_MORE = _whole(r"(?:read|see|view|show|load) more[^\n]*")
_MAIN_STORY = _whole(_BREAKS)
_SAID = re.compile(r"\b(?:said|says|told|tells|according to)\b", re.IGNORECASE)
_INLINE_CREDIT = re.compile(
    r"[(\[](?:(?:file |undated )?(?:photo(?:graph)?|image|picture|credit|courtesy|pic)s?\b"
    r"|(?:ap|afp|reuters|epa|pa|getty)\b[^()\[\]\n]{0,12}(?:photo|/))"
    r"[^()\[\]\n]{0,140}[)\]]",
    re.IGNORECASE,
)
_NAME_AND_AGENCY = re.compile(
    r"[(\[](?:[^\W\d_a-z][\w.'’-]* ){1,3}?[^\W\d_a-z][\w.'’-]*/"
    r"[^\W\d_a-z][\w.'’ -]{1,40}(?: via [\w ]{2,20})?[)\]]"
)
_CONTACT = re.compile(
    r"\b(?:reach|contact|e-?mail|follow|find) (?:her|him|them|the author)\b|\S@\S+\.\w"
    r"|\bis an? (?:[\w’'-]+ ){0,5}(?:reporter|correspondent|columnist|staff writer"
    r"|journalist|freelancer?|editor|writer|contributor|fellow|author)\b"
    r"|\b(?:writes|reports) (?:about|on|for)\b|\b(?:has|have) (?:covered|reported|written)\b"
    r"|\bcovers\b|\bjoined (?:the|us)\b",
    re.IGNORECASE,
)


def is_boilerplate(words: str) -> bool:
    """True for a line that is a button, a credit, a prompt or the like, and no more."""
    if len(words) > 300 or not (_JUNK.match(words) or _COMMENTS_HEAD.match(words)):
        return False
    return not _SAID.search(words)


def ends_article(words: str) -> bool:
    """True for "Continue reading" and the like, which close what was taken of a page.

    "Read more" is none: what follows it is often a link to another article.
    """
    if len(words) > 120 or _MAIN_STORY.match(words) or _READ_MORE.match(words):
        return False
    return bool(_CONTINUES.match(words))


def spans(text: str, body: int = 0, authors: Iterable[str] = ()) -> tuple[Span, ...]:
    """All boilerplate of one article, whose own words start at ``body``."""
    found = [*_line_spans(text, body, tuple(authors)), *_inline_credits(text)]
    return _joined(sorted(found))


def _line_spans(text: str, body: int, authors: tuple[str, ...]) -> Iterator[Span]:
    prose = listed = tail = False
    for line in lines(text):
        if prose and line.short and _COMMENTS_HEAD.match(line.words):
            yield Span(line.start, len(text))
            return
        junk = is_boilerplate(line.words)
        entry = listed and not line.after_blank and is_title(line)
        bio = prose and _is_bio(line, authors)
        if junk or entry or bio or (tail and not is_prose(line)):
            yield Span(line.start, line.end)
        elif line.start >= body:
            prose = prose or is_prose(line)
        listed = entry or (junk and bool(_LIST_HEAD.match(line.words)))
        tail = bio or (tail and not is_prose(line))


def _is_bio(line: Line, authors: tuple[str, ...]) -> bool:
    """True for the paragraph that presents an author at the end of an article."""
    if not line.words.startswith(authors) or not line.after_blank:
        return False
    return len(line.words) < 600 and bool(_CONTACT.search(line.words))


def _inline_credits(text: str) -> Iterator[Span]:
    for pattern in (_INLINE_CREDIT, _NAME_AND_AGENCY):
        yield from (Span(*match.span()) for match in pattern.finditer(text))


def _joined(found: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for span in found:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
