"""Responses as tables: long, wide, and the codebook of both."""

from assessments.exports.codebook import codebook_table
from assessments.exports.long import long_table
from assessments.exports.tables import Table
from assessments.exports.wide import wide_table

TABLES = {"long": long_table, "wide": wide_table, "codebook": codebook_table}

__all__ = ["TABLES", "Table", "codebook_table", "long_table", "wide_table"]
