"""What is removed of check-ins when its time has come: words and names; what the map counts stays."""

from datetime import datetime

from django.db.models import Q

from challenges.work.checkins.models import CheckIn, CheckInNeed, NoReminder, SetAside
from cohorts.erasers import ended
from core.erasers import remove
from core.retention import Counts, erases
from core.tombstones import GONE

EMPTY = {"going_well": "", "stuck": "", "need": "", "helper": ""}


@erases("challenges.CheckIn", "challenges.CheckInNeed", "challenges.SetAside", "challenges.NoReminder")
def check_ins(now: datetime, dry_run: bool) -> Counts:
    """Half a year after the cohort, and at once of people who were erased, nothing is left of what was said."""
    over = Q(team__cohort__in=ended(now, CheckIn, "need"))
    said = CheckIn.objects.filter(over | Q(participant__user__email__endswith=GONE)).exclude(**EMPTY)
    named = CheckIn.objects.filter(team__cohort__in=ended(now, CheckIn, "participant")).exclude(participant=None)
    cohorts = ended(now, CheckInNeed, "owner")
    cared = CheckInNeed.objects.filter(check_in__team__cohort__in=cohorts).exclude(owner=None, done_by=None)
    sides = SetAside.objects.filter(warning__team__cohort__in=ended(now, SetAside, "reason"))
    aside = sides.exclude(reason="", by=None)
    quiet = NoReminder.objects.filter(participant__cohort__in=ended(now, NoReminder, "participant"))
    counts = [
        ("words of check-ins", said.count()),
        ("authors of check-ins", named.count()),
        ("who looked after needs", cared.count()),
        ("why warnings were set aside", aside.count()),
    ]
    if not dry_run:
        said.update(**EMPTY)
        CheckInNeed.objects.filter(check_in__need="", done_at=None).update(done_at=now)
        named.update(participant=None)
        cared.update(owner=None, done_by=None)
        aside.update(reason="", by=None)
    return [*counts, *remove("wishes for no reminder", quiet, dry_run)]
