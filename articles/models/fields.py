"""Spans in the database: a set of half-open ranges of code points, kept in order."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from psycopg.types.multirange import Int4Multirange, Multirange
from psycopg.types.range import Int4Range

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:  # fields take no type arguments when the code runs
    _Field = models.Field

Spans = list[tuple[int, int]]


class SpansField(_Field):
    """A PostgreSQL ``int4multirange`` that reads as ``[(start, end), …]``.

    The type itself keeps the pieces apart, in order and none of them empty.
    """

    description = "Spans of a text"

    def db_type(self, connection: Any) -> str:
        return "int4multirange"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.to_python(value)

    def to_python(self, value: Any) -> Spans | None:
        if isinstance(value, Multirange):
            return [(piece.lower or 0, piece.upper or 0) for piece in value]
        return None if value is None else [(start, end) for start, end in value]

    def get_prep_value(self, value: Iterable[Sequence[int]] | None) -> Any:
        if value is None or isinstance(value, Multirange):
            return value
        return Int4Multirange(Int4Range(start, end) for start, end in value)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)


@SpansField.register_lookup
class SpansStart(models.Transform):
    """``content__startswith``: where the first piece starts; NULL when there is none."""

    lookup_name = "startswith"
    function = "lower"
    output_field = models.IntegerField()


@SpansField.register_lookup
class SpansEmpty(models.Transform):
    """``cue__isempty``: whether there is no piece at all."""

    lookup_name = "isempty"
    function = "isempty"
    output_field = models.BooleanField()
