"""Why a file could not be read as a table, each reason with words for the person who sent it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SpreadsheetError(ValueError):
    """The file is no table that can be read; `.message` says why in plain English."""

    default: str | Promise = _("This file could not be read.")

    def __init__(self, message: str | Promise = "") -> None:
        """Hold the words to show."""
        self.message = message or self.default
        super().__init__(self.message)

    def __str__(self) -> str:
        """Return the words in the language of the moment."""
        return str(self.message)


class EmptyFile(SpreadsheetError):
    """There is nothing in the file."""

    default = _("This file is empty. Check that it was saved, then choose it again.")


class NotATable(SpreadsheetError):
    """The file is of another kind, such as a picture, a PDF or a document."""

    default = _("This is not a spreadsheet. Choose a CSV or an Excel (.xlsx) file.")


class BrokenQuotes(SpreadsheetError):
    """A quotation mark opens in the CSV and never closes, so lines have run together."""

    default = _(
        "A quotation mark is opened in this file and never closed. "
        "Open the file in Excel, save it as .xlsx, and choose that."
    )


class TooLarge(SpreadsheetError):
    """The file has more bytes, lines or columns than the limit allows."""

    default = _("This file is too large. Remove what is not needed, then choose it again.")


class PasswordProtected(SpreadsheetError):
    """The workbook is encrypted."""

    default = _("This workbook has a password. Save a copy without one, then choose that.")


class MacrosRefused(SpreadsheetError):
    """The workbook holds macros, which are never accepted."""

    default = _("This workbook contains macros. Save it as an Excel workbook (.xlsx), then choose that.")


class UnreadableWorkbook(SpreadsheetError):
    """The workbook is damaged or in an old format."""

    default = _("This workbook is damaged or in an old format. Save it as .xlsx or CSV, then choose that.")
