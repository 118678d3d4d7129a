"""Citing in a draft: added, taken away, told to the host or not. The words themselves are a part of the draft."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.work.cited.models import DraftCitation
from challenges.work.cited.options import OTHER, Option, option_of
from challenges.work.models import Draft, DraftField, Milestone
from challenges.work.services.drafts import Edit, open_draft, save_draft
from cohorts.models import Team
from core import zones
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.service import service

MOST = 20


class CannotCite(Refused):
    """It cannot be cited so: `field` says what is missing or wrong."""


@service
def cite(
    *,
    milestone: Milestone,
    team: Team,
    about: str,
    words: str,
    who: str = "",
    organisation: str = "",
    how: str = "",
    is_told: bool = True,
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> DraftCitation:
    """The team's draft cites one thing more, with the words as a part of it; nobody outside the team knows."""
    now = zones.moment(now)

    def make() -> DraftCitation:
        draft = open_draft(milestone, team, now)
        option = _allowed(option_of(team, now, about), words, who, organisation, how)
        named = (who, organisation) if option.value == OTHER else ("", option.organisation)
        row = _new_or_again(draft, option, *named)
        row.how, row.is_told = "" if option.was_there else how, is_told
        row.save()
        _write(draft, row, words, by, now)
        return row

    return once(by=by, action=f"draft.cite.{milestone.pk}", key=key, make=make)


@service
def uncite(*, draft: Draft, part: str, by: User, now: datetime | None = None) -> None:
    """The draft does not cite it any more; its words are kept among the earlier saves."""
    locked = open_draft(draft.milestone, draft.team, zones.moment(now))
    locked.cited.filter(part=part).update(is_dropped=True)


@service
def tell_host(*, draft: Draft, part: str, is_told: bool, by: User, now: datetime | None = None) -> None:
    """Once it is handed in the host reads this citation, or only that there is one."""
    locked = open_draft(draft.milestone, draft.team, zones.moment(now))
    locked.cited.filter(part=part).update(is_told=is_told)


def _allowed(option: Option | None, words: str, who: str, organisation: str, how: str) -> Option:
    if option is None:
        raise CannotCite(_("Choose a programme day or a person."), field="about")
    if option.value == OTHER and not who:
        raise CannotCite(_("Say whom you met: a role is enough."), field="who")
    if option.value == OTHER and not organisation:
        raise CannotCite(_("Say where the person works, or for whom they spoke."), field="organisation")
    if not option.was_there and not how:
        raise CannotCite(_("Nobody of your team was at this day. Say in a word how you know of it."), field="how")
    if not words:
        raise CannotCite(_("Say what you used of it."), field="words")
    return option


def _new_or_again(draft: Draft, option: Option, who: str, organisation: str) -> DraftCitation:
    """A new row, or the same one again that was taken away; refused where the draft cites it now."""
    same = {"visit": option.visit, "person": option.person, "who": who, "organisation": organisation}
    row: DraftCitation | None = draft.cited.filter(**same).order_by("is_dropped", "pk").first()
    if row is not None and not row.is_dropped:
        raise CannotCite(_("Your draft cites this already. Change its words there."), field="about")
    if draft.cited.filter(is_dropped=False).count() >= MOST:
        raise CannotCite(
            _("A version can cite 20 days and people. Keep those that changed your work most."), field="about"
        )
    row = row or DraftCitation(draft=draft, **same)
    row.is_dropped = False
    return row


def _write(draft: Draft, row: DraftCitation, words: str, by: User, now: datetime) -> None:
    before = DraftField.objects.filter(draft=draft, name=row.part).values_list("revision", flat=True).first()
    edits = {row.part: Edit(words, before or 0)}
    save_draft(milestone=draft.milestone, team=draft.team, edits=edits, by=by, now=now)
