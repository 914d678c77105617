"""The tables of Newsdesk, from outlets to the chain of one statement."""

from articles.models.article import Article, Paste
from articles.models.choices import (
    Level,
    Polarity,
    QuoteKind,
    Relation,
    SourceKind,
    SpeakerKind,
    Status,
    Tenure,
)
from articles.models.desk import Claim, Desk
from articles.models.invitation import Invitation, Role
from articles.models.outlet import Outlet
from articles.models.quote import AnonymousSource, JointSpeaker, Quote, Relay
from articles.models.speaker import DifferentSpeakers, Speaker, SpeakerName

__all__ = [
    "AnonymousSource",
    "Article",
    "Claim",
    "Desk",
    "DifferentSpeakers",
    "Invitation",
    "JointSpeaker",
    "Level",
    "Outlet",
    "Paste",
    "Polarity",
    "Quote",
    "QuoteKind",
    "Relation",
    "Relay",
    "Role",
    "SourceKind",
    "Speaker",
    "SpeakerKind",
    "SpeakerName",
    "Status",
    "Tenure",
]
