"""The closed vocabularies of the data, as words for the pages."""

from django.db import models


class Level(models.TextChoices):
    """How senior an unnamed source is said to be."""

    SENIOR = "senior", "senior"
    JUNIOR = "junior", "junior"
    UNSTATED = "unstated", "unstated"


class Tenure(models.TextChoices):
    """Whether an unnamed source is said to be in office."""

    CURRENT = "current", "current"
    FORMER = "former", "former"
    UNSTATED = "unstated", "unstated"


class QuoteKind(models.TextChoices):
    """How much of a statement stands inside quotation marks."""

    DIRECT = "direct", "direct"
    MIXED = "mixed", "mixed"
    INDIRECT = "indirect", "indirect"


class SourceKind(models.TextChoices):
    """What kind of source a statement has."""

    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    GROUP = "group", "group"
    DOCUMENT = "document", "document"
    ANONYMOUS = "anonymous", "unnamed"
    UNKNOWN = "unknown", "unknown"


class Polarity(models.TextChoices):
    """Whether the source asserts, denies or declines."""

    ASSERTS = "asserts", "asserts"
    DENIES = "denies", "denies"
    DECLINES = "declines", "declines to comment"


class Status(models.TextChoices):
    """How far editors have got with a statement."""

    MACHINE = "machine", "not reviewed"
    CONFIRMED = "confirmed", "confirmed"
    CORRECTED = "corrected", "corrected"
    REJECTED = "rejected", "rejected"
    DISPUTED = "disputed", "disputed"


class Relation(models.TextChoices):
    """How an outlet came by a statement."""

    TOLD = "told", "told"
    REPORTED = "reported", "reported"
    ACCORDING_TO = "according to", "according to"
    CITED = "cited", "cited"


class SpeakerKind(models.TextChoices):
    """What kind of source a speaker is."""

    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    GROUP = "group", "group"
