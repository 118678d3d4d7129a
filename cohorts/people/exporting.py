"""Making the workbook of a long list of people; only tasks import this."""

import logging

from django.utils.translation import gettext as _

from cohorts.people.listing import as_table
from cohorts.people.models import Participant
from cohorts.people.services.exports import finish_people
from cohorts.programmes.models import Cohort
from core.files.services import break_promise
from core.models import StoredFile
from core.spreadsheets.write import xlsx_bytes

logger = logging.getLogger(__name__)


def run_export(pk: int, places: list[int]) -> None:
    """The promised workbook is there, of just these places in this order; or the promise is taken back."""
    stored = StoredFile.objects.filter(pk=pk, file="").first()
    if stored is None:
        return
    try:
        cohort = Cohort.objects.get(pk=stored.cohort_id or 0)
        headings, rows = as_table(cohort, Participant.objects.filter(cohort=cohort, pk__in=places), places)
        finish_people(stored=stored, data=xlsx_bytes(_("People"), headings, rows))
    except Exception:
        break_promise(stored=stored)
        raise
