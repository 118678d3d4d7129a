"""How a cohort checks in and warns, set by its organisers."""

from collections.abc import Mapping
from datetime import datetime

from challenges.work.checkins.engine import RULES, Rule
from challenges.work.checkins.models import CheckInRules
from challenges.work.checkins.services.warning import look_at
from cohorts.models import Cohort
from core import zones
from core.audit.record import record
from core.models import User
from core.service import service


@service
def set_check_in_rules(
    *,
    cohort: Cohort,
    is_on: bool = True,
    reminds: bool = True,
    mails_warnings: bool = True,
    shows_mentors: bool = False,
    numbers: Mapping[Rule, int] | None = None,
    by: User | None,
    now: datetime | None = None,
) -> CheckInRules:
    """The cohort checks in and warns so, and its warnings say so at once; records check_in_rules.set on a change."""
    now = zones.moment(now)
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    rules, _is_new = CheckInRules.objects.get_or_create(cohort=locked)
    own = {rule.value: number for rule, number in (numbers or {}).items() if number != RULES[rule].n}
    wanted = {
        "is_on": is_on,
        "reminds": reminds,
        "mails_warnings": mails_warnings,
        "shows_mentors": shows_mentors,
        "numbers": own,
    }
    changed = [name for name, value in wanted.items() if getattr(rules, name) != value]
    if changed:
        for name in changed:
            setattr(rules, name, wanted[name])
        if "is_on" in changed and is_on:
            rules.on_since = now
        rules.save()
        record("check_in_rules.set", by=by, subject=locked, cohort=locked, now=now, changed=changed)
        look_at(cohort=locked, now=now)
    return rules
