"""Speakers set right by editors: names, one made of two, two made of one.

Each function is one act: whole or not at all, one entry in the history, undone as one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, Value

from articles import acts, speakers
from articles.acts import Refused
from articles.models import (
    DifferentSpeakers,
    JointSpeaker,
    Quote,
    Speaker,
    SpeakerKind,
    SpeakerName,
    Status,
)
from articles.models.fold import Fold
from articles.turns import take_turn


@dataclass(frozen=True, slots=True)
class Moves:
    """What goes over from one speaker to another in a merge."""

    statements: int
    joint: int
    articles: int
    names: list[str]
    titles: list[dict[str, Any]]
    merged_before: list[Speaker]


def preview(gone: Speaker, survivor: Speaker) -> Moves:
    """Tell what a merge of ``gone`` into ``survivor`` would move; nothing is written."""
    own = Quote.objects.filter(speaker=gone)
    return Moves(
        statements=own.count(),
        joint=gone.joint.count(),
        articles=Quote.objects.by([gone.pk]).values("article").distinct().count(),
        names=list(_names_to_move(gone, survivor).values_list("name", flat=True)),
        titles=list(own.standing().titles_by_date()),
        merged_before=list(gone.merged_from.all()),
    )


def merge(gone: Speaker, survivor: Speaker, *, by: Any, why: str = "") -> UUID:
    """Make one speaker of two: all that ``gone`` has goes over to ``survivor``.

    Its address leads to the survivor, and so do its names in articles that come later.
    No version of a statement grows: who said it did not change, only how many they are.

    Raises:
        Refused: they are one already, or were merged meanwhile, or a person and a body.
    """
    with acts.act(
        f"merged {gone} into {survivor}", by=by, why=why, speaker=str(survivor.pk)
    ) as key:
        take_turn()
        gone, survivor = _still_two(gone, survivor)
        moved = Q(speaker=gone)
        _let_joint_go(gone, survivor, JointSpeaker.objects.all())
        Quote.objects.filter(moved).exclude(source_kind=survivor.kind).update(
            source_kind=survivor.kind
        )
        Quote.objects.filter(moved).update(speaker=survivor)
        JointSpeaker.objects.filter(moved).update(speaker=survivor)
        _names_to_move(gone, survivor).update(speaker=survivor)
        gone.merged_from.update(merged_into=survivor)
        Speaker.objects.filter(pk=gone.pk).update(merged_into=survivor)
    return key


def split(
    speaker: Speaker,
    chosen: Mapping[int, int],
    target: Speaker | str,
    *,
    by: Any,
    why: str = "",
    names: Collection[int] = (),
) -> tuple[UUID, Speaker]:
    """Give the ``chosen`` statements of a speaker to another one.

    ``chosen`` are keys of statements with the version that the editor saw; ``target``
    is a speaker, or the name of a new one, whoever else bears it. ``names`` are keys
    of name forms that go along. The statements count as corrected.

    Raises:
        Refused: nothing is chosen, or something of it was changed meanwhile.
    """
    if not chosen:
        raise Refused("Choose the statements that somebody else made.")
    with acts.act(
        f"split off {speaker}",
        by=by,
        why=why,
        speaker=str(speaker.pk),
        status=Status.CORRECTED,
    ) as key:
        take_turn()
        if isinstance(target, str):
            target = speakers.make(_good_name(target), speaker.kind)
        target = target.merged_into or target
        speaker, target = _still_two(speaker, target)
        quotes = _as_they_were_seen(speaker, chosen)
        _let_joint_go(speaker, target, JointSpeaker.objects.filter(quote__in=quotes))
        JointSpeaker.objects.filter(quote__in=quotes, speaker=speaker).update(
            speaker=target
        )
        own = [quote.pk for quote in quotes if quote.speaker_id == speaker.pk]
        Quote.objects.filter(pk__in=own).update(speaker=target, source_kind=target.kind)
        Quote.objects.filter(pk__in=chosen).update(
            status=Status.CORRECTED, dispute="", version=F("version") + 1
        )
        _move_names(speaker, target, names)
    return key, target


def _still_two(one: Speaker, other: Speaker) -> tuple[Speaker, Speaker]:
    """Lock both, and see that they are two speakers who can be one."""
    rows = Speaker.objects.select_for_update().order_by("pk")
    there = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk])}
    if one.pk == other.pk:
        raise Refused("This is one speaker already. Choose another.")
    for speaker in (one, other):
        if speaker.pk not in there:
            raise Refused(f"{speaker} was deleted meanwhile.")
        if there[speaker.pk].merged_into_id:
            raise Refused(f"{speaker} was merged into somebody else meanwhile.")
    if (one.kind == SpeakerKind.PERSON) is not (other.kind == SpeakerKind.PERSON):
        raise Refused(
            f"{one} is a {one.get_kind_display()} and {other} a"
            f" {other.get_kind_display()}: they are never one."
        )
    return there[one.pk], there[other.pk]


def _as_they_were_seen(speaker: Speaker, chosen: Mapping[int, int]) -> list[Quote]:
    """Lock the statements; each is still the speaker's, in the version of the page."""
    rows = Quote.objects.select_for_update(of=["self"]).order_by("pk")
    quotes = list(rows.filter(pk__in=chosen))
    joint = set(speaker.joint.filter(quote__in=chosen).values_list("quote", flat=True))
    for quote in quotes:
        is_theirs = quote.speaker_id == speaker.pk or quote.pk in joint
        if not is_theirs or quote.version != chosen[quote.pk]:
            raise Refused(
                f"Somebody changed “{quote.text[:80]}” meanwhile. Nothing was moved:"
                " look at it again."
            )
    if len(quotes) < len(chosen):
        raise Refused("Some of these statements are no longer there. Look again.")
    return quotes


def _let_joint_go(one: Speaker, other: Speaker, joint: Any) -> None:
    """Nobody speaks twice in a statement: drop what would name ``other`` again."""
    with_other = joint.filter(Q(quote__speaker=other) | Q(quote__joint__speaker=other))
    doubled = joint.filter(speaker=one, pk__in=with_other.values("pk"))
    led_by_one = joint.filter(speaker=other, quote__speaker=one)
    keys = [
        *doubled.values_list("pk", flat=True),
        *led_by_one.values_list("pk", flat=True),
    ]
    JointSpeaker.objects.filter(pk__in=keys).delete()


def _names_to_move(gone: Speaker, survivor: Speaker) -> Any:
    """The forms that the survivor does not go by yet; the others stay behind."""
    return gone.names.exclude(folded__in=survivor.names.values("folded"))


def _move_names(speaker: Speaker, target: Speaker, names: Collection[int]) -> None:
    rows = _names_to_move(speaker, target).filter(pk__in=names)
    if any(row.name == speaker.name for row in rows):
        raise Refused(f"{speaker} keeps its own name. Choose other forms of it.")
    SpeakerName.objects.filter(pk__in=[row.pk for row in rows]).update(speaker=target)


def add_name(speaker: Speaker, name: str, *, by: Any, why: str = "") -> UUID:
    """Let a speaker go by one more name.

    Raises:
        Refused: there is no name, or the speaker goes by it already.
    """
    name = _good_name(name)
    with acts.act(f"added the name {name}", by=by, why=why) as key:
        take_turn()
        if speaker.names.filter(folded=Fold(Value(name))).exists():
            raise Refused(f"{speaker} goes by “{name}” already.")
        speaker.names.create(name=name)
    return key


def remove_name(speaker: Speaker, name_id: int, *, by: Any, why: str = "") -> UUID:
    """Let a speaker no longer go by a name; statements that it has stay its own.

    Raises:
        Refused: it is the name under which the speaker is listed, or long gone.
    """
    row = speaker.names.filter(pk=name_id).first()
    if row is None:
        raise Refused("This name was removed already.")
    if row.name == speaker.name:
        raise Refused(f"{speaker} is listed under this name. Choose another one first.")
    with acts.act(f"removed the name {row}", by=by, why=why) as key:
        row.delete()
    return key


def seen(speaker: Speaker) -> int:
    """A number that grows with every change of the speaker's own row."""
    events: Any = Speaker.pgh_event_model  # type: ignore[attr-defined]
    newest = events.objects.filter(pgh_obj=speaker.pk).aggregate(newest=Max("pgh_id"))
    return int(newest["newest"] or 0)


class Stale(Refused):
    """Someone described the speaker since the editor saw it."""


def describe(
    speaker: Speaker,
    *,
    name: str,
    wikidata_id: str,
    note: str,
    as_seen: int,
    by: Any,
    why: str = "",
) -> UUID:
    """Choose the name under which a speaker is listed, its Wikidata item and its note.

    Raises:
        Stale: someone changed these meanwhile.
        Refused: there is no name.
    """
    name = _good_name(name)
    with acts.act("described", by=by, why=why) as key:
        row = Speaker.objects.select_for_update().get(pk=speaker.pk)
        if seen(row) != as_seen:
            raise Stale("Somebody changed this speaker meanwhile.")
        row.name, row.wikidata_id, row.note = name, wikidata_id, note
        row.save(update_fields=["name", "wikidata_id", "note"])
        if not row.names.filter(folded=Fold(Value(name))).exists():
            row.names.create(name=name)
    return key


def tell_apart(one: Speaker, other: Speaker, *, by: Any, why: str = "") -> UUID:
    """Say that these are two; they are never suggested as one again."""
    if one.pk == other.pk:
        raise Refused("This is one speaker. Choose another.")
    first, second = sorted((one, other), key=lambda speaker: speaker.pk)
    with acts.act(f"told {one} and {other} apart", by=by, why=why) as key:
        DifferentSpeakers.objects.get_or_create(first=first, second=second)
    return key


def _good_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Type the name of the speaker.")
    if len(name) > speakers.LONGEST:
        raise Refused("This is too long for a name: 300 letters at most.")
    return name
