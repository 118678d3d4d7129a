"""The skills that a programme asks about."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.programmes.models import Programme
from cohorts.questions.models import Skill
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.models import User
from core.service import service
from core.workflow import gettext_noop

DEFAULT_SKILLS = (
    gettext_noop("User research"),
    gettext_noop("Data"),
    gettext_noop("Software"),
    gettext_noop("Design"),
    gettext_noop("Policy"),
    gettext_noop("Delivery"),
    gettext_noop("Facilitation"),
    gettext_noop("Writing"),
)
MOST_SKILLS = 20


class SkillTwice(Refused):
    """Two skills would have one name."""

    message = _("Each skill is named once.")


class TooManySkills(Refused):
    """A form with more questions is not filled in."""

    message = _("A programme asks about at most twenty skills.")


class RemovalNotAgreed(Refused):
    """Removing a skill also removes what people said of it."""

    message = _("Tick that the levels people gave for the removed skills may go too.")
    field = "agreed"


def skills_of(programme: Programme) -> list[Skill]:
    """The programme's skills in their order."""
    return list(Skill.objects.filter(programme=programme).order_by("order", "pk"))


def add_default_skills(*, programme: Programme, by: User | None, now: datetime | None = None) -> None:
    """A new programme asks about eight skills; told by programme.created."""
    Skill.objects.bulk_create(
        Skill(programme=programme, name=gettext(name), order=place)
        for place, name in enumerate(DEFAULT_SKILLS, start=1)
    )


@service
def edit_skills(
    *,
    programme: Programme,
    names: Mapping[int, str],
    added: Sequence[str] = (),
    agreed: bool = False,
    by: User | None,
    now: datetime | None = None,
) -> list[Skill]:
    """Skills are named so, those with an empty name gone, added ones last; records skills.edited on a change."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    rows = skills_of(programme)
    renamed = {row.pk: names.get(row.pk, row.name) for row in rows}
    fresh = [name for name in added if name]
    kept = [name for name in renamed.values() if name]
    _refuse_wrong([*kept, *fresh])
    gone = [row for row in rows if not renamed[row.pk]]
    if gone and not agreed:
        raise RemovalNotAgreed
    changes = [[row.name, renamed[row.pk]] for row in rows if renamed[row.pk] != row.name]
    if changes or fresh:
        _write(programme, rows, renamed, fresh)
        record("skills.edited", by=by, subject=programme, now=zones.moment(now), changes=changes, added=fresh)
    return skills_of(programme)


def _refuse_wrong(names: Sequence[str]) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise SkillTwice
    if len(names) > MOST_SKILLS:
        raise TooManySkills


def _write(programme: Programme, rows: Sequence[Skill], renamed: Mapping[int, str], fresh: Sequence[str]) -> None:
    Skill.objects.filter(pk__in=[row.pk for row in rows if not renamed[row.pk]]).delete()
    kept = [row for row in rows if renamed[row.pk]]
    # Two names may change places: no order of single changes could do that under the constraint.
    for row in kept:
        row.name = f"{row.pk} "
    Skill.objects.bulk_update(kept, ["name"])
    for place, row in enumerate(kept, start=1):
        row.name, row.order = renamed[row.pk], place
    Skill.objects.bulk_update(kept, ["name", "order"])
    Skill.objects.bulk_create(
        Skill(programme=programme, name=name, order=place) for place, name in enumerate(fresh, start=len(kept) + 1)
    )
