"""Editors who work over HTTP at one time, and the proof that nothing of it was lost.

Each edit carries a reason of its own, by which the history tells what became of it.
"""

import random
import re
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPException, HTTPResponse
from http.cookiejar import CookieJar
from time import sleep
from urllib.parse import urlencode

NAMES = ["Ada Quill", "Bo Strand", "Cara Holt", "Dag Moen", "Eva Lind"]
_ACTS = ["confirm", "reject", "source", "source", "unnamed", "unknown", "undo"]
_SAVED, _STALE, _SENSELESS = 302, 409, 422
_PATIENCE = 200  # tries, while the database is away


class _Stay(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is an answer."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Edit:
    """What was sent, by whom, and what the server said to it.

    ``unanswered`` is how often there was no answer but a failure of the server.
    """

    why: str
    by: str
    path: str
    act: str
    version: int = 0
    data: dict[str, str] = field(default_factory=dict)
    status: int = 0
    said: str = ""
    unanswered: int = 0

    @property
    def is_saved(self) -> bool:
        return self.status == _SAVED

    @property
    def is_told(self) -> bool:
        """Whether a refusal says in words that nothing was saved, or why not."""
        if self.status == _STALE:
            return "changed this statement meanwhile" in self.said or (
                "changed this speaker meanwhile" in self.said
            )
        return self.status == _SENSELESS and 'role="alert"' in self.said


class Editor:
    """One person: what they saw last of each statement, which others may have changed."""

    def __init__(self, url: str, name: str, password: str) -> None:
        self.url, self.name = url, name
        self.chance = random.Random(name)
        self.cookies = CookieJar()
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(_Stay, jar)
        self.seen: dict[str, int] = {}
        self.get("/login/")
        sent = {"username": name, "password": password}
        status, _ = self.post("/login/", sent)
        if status != _SAVED:
            raise RuntimeError(f"{name} could not log in: {status}")

    def get(self, path: str) -> tuple[int, str]:
        return self._answer(urllib.request.Request(self.url + path))

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        token = next(one.value for one in self.cookies if one.name == "csrftoken")
        sent = urlencode({**data, "csrfmiddlewaretoken": token or ""}).encode()
        return self._answer(urllib.request.Request(self.url + path, data=sent))

    def _answer(self, request: urllib.request.Request) -> tuple[int, str]:
        """Status and page; 500 stands for no answer at all."""
        try:
            answer: HTTPResponse = self.opener.open(request, timeout=60)
            return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, HTTPException):
            return 500, ""

    def edit(self, number: int, quotes: Sequence[int], speakers: Sequence[str]) -> Edit:
        """Do one thing at random, and again until the server answers it."""
        edit = self._choose(f"{self.name} {number}", quotes, speakers)
        for _ in range(_PATIENCE):
            edit.status, edit.said = self.post(
                edit.path, {**edit.data, "why": edit.why}
            )
            if edit.status < 500:
                break
            edit.unanswered += 1
            sleep(0.1)
        self._learn(edit)
        return edit

    def _choose(self, why: str, quotes: Sequence[int], speakers: Sequence[str]) -> Edit:
        if self.chance.random() < 0.1:
            slug = self.chance.choice(speakers)
            path = f"/speakers/{slug}/names/"
            return Edit(why, self.name, path, "name", data={"name": f"The {why}"})
        act = self.chance.choice(_ACTS)
        page = f"/quotes/{self.chance.choice(quotes)}/"
        if page not in self.seen:
            self.seen[page] = _version(self._page(page))
        version = self.seen[page]
        data = {"version": str(version), **self._source(act)}
        form = "source" if act in ("unnamed", "unknown") else act
        return Edit(why, self.name, f"{page}{form}/", act, version, data)

    def _page(self, path: str) -> str:
        for _ in range(_PATIENCE):
            status, page = self.get(path)
            if status == 200:
                return page
            sleep(0.1)
        raise RuntimeError(f"{path} did not come: {status}")

    def _source(self, act: str) -> dict[str, str]:
        if act == "source":
            return {"name": self.chance.choice(NAMES), "kind": "person"}
        if act == "unnamed":
            return {"as": "unnamed", "description": "two aides", "count_min": "2"}
        return {"as": "unknown"} if act == "unknown" else {}

    def _learn(self, edit: Edit) -> None:
        """What the answer shows of the statement is what this editor has seen."""
        page = re.sub(r"[a-z]+/$", "", edit.path)
        if edit.is_saved and edit.version:
            self.seen[page] = edit.version + 1
        elif edit.status == _STALE:
            self.seen[page] = _version(edit.said)


def _version(page: str) -> int:
    return int(re.findall(r'name="version" value="(\d+)"', page)[0])


def work(
    editors: Sequence[Editor],
    each: int,
    quotes: Sequence[int],
    speakers: Sequence[str],
) -> list[Edit]:
    """Let all editors work at one time."""

    def shift(editor: Editor) -> list[Edit]:
        return [editor.edit(number, quotes, speakers) for number in range(each)]

    with ThreadPoolExecutor(len(editors)) as desks:
        return [edit for done in desks.map(shift, editors) for edit in done]


@dataclass
class Proof:
    """What became of the edits; ``wrong`` says what is not as it should be."""

    saved: int = 0
    refused: int = 0
    unanswered: int = 0
    saved_unheard: int = 0
    wrong: list[str] = field(default_factory=list)


def prove(edits: Sequence[Edit], start: dict[int, tuple[str, ...]]) -> Proof:
    """Compare what editors were told with the history and with the data.

    ``start`` is how each statement stood before.
    """
    kept = _in_history()
    proof = Proof(unanswered=sum(edit.unanswered for edit in edits))
    for edit in edits:
        _count(edit, kept, proof)
    surplus = kept.keys() - {edit.why for edit in edits}
    proof.wrong += [f"in the history, but nobody did it: {why}" for why in surplus]
    chains: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.version and edit.why in kept:
            chains[int(edit.path.split("/")[2])].append(edit)
    for key, before in start.items():
        chain = sorted(chains[key], key=lambda edit: edit.version)
        proof.wrong += _compare(key, before, chain)
    proof.wrong += _missing_names(edits)
    return proof


def _count(edit: Edit, kept: dict[str, str], proof: Proof) -> None:
    """Saved and in the history once, or refused in words and not in it."""
    if edit.is_saved:
        proof.saved += 1
        if kept.get(edit.why) != edit.by:
            proof.wrong.append(f"saved, but not in the history: {edit.why}")
    elif edit.why in kept and edit.unanswered:
        proof.saved_unheard += 1  # the answer was lost; the second one says so
    else:
        proof.refused += 1
        if edit.why in kept:
            proof.wrong.append(f"refused, but in the history: {edit.why}")
        if not edit.is_told:
            proof.wrong.append(f"refused without a word ({edit.status}): {edit.why}")


def _in_history() -> dict[str, str]:
    """Who did what, by its reason; the same reason twice names nobody."""
    from articles import changes

    found: dict[str, str] = {}
    for told in changes.told(
        changes.contexts().filter(told_act__isnull=False)
    ).values():
        if told.why:
            found[told.why] = "two entries" if told.why in found else told.by
    return found


def states() -> dict[int, tuple[str, ...]]:
    """How each statement stands: its kind of source, who that is, its status."""
    from articles.models import Quote

    rows = Quote.objects.select_related("speaker")
    return {
        row.pk: (row.source_kind, str(row.speaker or row.source_name), row.status)
        for row in rows
    }


def _compare(key: int, before: tuple[str, ...], chain: list[Edit]) -> list[str]:
    """Play the saved edits of a statement again, and compare with what is there."""
    from articles.models import Quote

    wrong = []
    versions = [edit.version for edit in chain]
    if versions != list(range(1, len(chain) + 1)):
        wrong.append(f"statement {key}: versions {versions}")
    stack = [before]
    for edit in chain:
        if edit.act == "undo":
            stack.pop()
        else:
            stack.append(_after(stack[-1], edit))
    row = Quote.objects.get(pk=key)
    if (states()[key], row.version) != (stack[-1], len(chain) + 1):
        wrong.append(f"statement {key}: {states()[key]}, not {stack[-1]}")
    return wrong


def _after(now: tuple[str, ...], edit: Edit) -> tuple[str, ...]:
    kind, who, _ = now
    return {
        "confirm": (kind, who, "confirmed"),
        "reject": (kind, who, "rejected"),
        "source": ("person", edit.data.get("name", ""), "corrected"),
        "unnamed": ("anonymous", "two aides", "corrected"),
        "unknown": ("unknown", "", "corrected"),
    }[edit.act]


def _missing_names(edits: Sequence[Edit]) -> list[str]:
    from articles.models import SpeakerName

    there = set(SpeakerName.objects.values_list("name", flat=True))
    return [
        f"saved, but not there: {edit.data['name']}"
        for edit in edits
        if edit.act == "name" and edit.is_saved and edit.data["name"] not in there
    ]


def words(edit: Edit) -> str:
    """What the server said to a refused edit, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", edit.said)).split())
