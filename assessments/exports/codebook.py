"""The codebook: one row for each column of the long and of the wide table."""

from collections.abc import Iterator

from assessments.exports.long import LONG
from assessments.exports.tables import CATEGORY, INTEGER, Column, Table
from assessments.exports.wide import items_of, wide_columns
from assessments.queries.exports import Extract

CODEBOOK = (
    Column("file", "Table the column stands in", CATEGORY),
    Column("column", "Name of the column"),
    Column("position", "Its place, from 1", INTEGER),
    Column("label", "What it holds"),
    Column("type", "text, category, integer, number, date or time", CATEGORY),
    Column("values", "Allowed values with their labels"),
    Column("missing", "What a missing value means"),
    Column("source", "Where the value comes from"),
    Column("escaped_in_safe", "Whether the spreadsheet-safe file may begin it with '", CATEGORY),
)


def codebook_table(extract: Extract) -> Table:
    return Table(CODEBOOK, _rows(extract))


def _rows(extract: Extract) -> Iterator[tuple[str, ...]]:
    (assessment,) = extract.assessments.values()
    wide = wide_columns(assessment.definition, items_of(extract, assessment))
    for file, columns in (("long", LONG), ("wide", wide)):
        for position, column in enumerate(columns, 1):
            yield (
                file,
                column.name,
                str(position),
                column.label,
                column.type,
                column.values,
                column.missing,
                column.source,
                "yes" if column.is_text else "no",
            )
