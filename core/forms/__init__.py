"""What every form of the site is made of; features import from here only."""

from core.forms.answer import answer
from core.forms.base import TYPE_COUNT_ABOVE, Described, OnceMixin, SiteForm, SiteModelForm
from core.forms.dates import DateField, DateTimeField, TimeField, read_date, read_time
from core.forms.selects import LongSelect
from core.forms.text import LongTextField, tidy_text

__all__ = [
    "TYPE_COUNT_ABOVE",
    "DateField",
    "DateTimeField",
    "Described",
    "LongSelect",
    "LongTextField",
    "OnceMixin",
    "SiteForm",
    "SiteModelForm",
    "TimeField",
    "answer",
    "read_date",
    "read_time",
    "tidy_text",
]
