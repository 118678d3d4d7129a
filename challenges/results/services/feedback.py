"""What teams are told after the release: the chair looks at each note first; a team may ask one question back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.judging.models import Scorecard
from challenges.pitchdays.models import PitchDay
from challenges.results.models import Release, ReviewedNote, TeamQuestion
from challenges.results.models.feedback import NoteState
from challenges.results.notes import note_of
from cohorts.messages.services import notify
from cohorts.models import Team
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.models import User
from core.people.links import site_link
from core.service import service


class NoNote(Refused):
    """The judge wrote nothing for the team."""

    message = _("There is no note for the team on this sheet.")


class NothingLeft(Refused):
    """Other words are words."""

    message = _("Write what the team reads instead, or keep the note from the team.")
    field = "text"


class NotReleased(Refused):
    """Questions come after the result."""

    message = _("The results are not released.")


class AskedAlready(Refused):
    """One question is one."""

    message = _("Your team has asked its question.")


class AnsweredAlready(Refused):
    """One answer is one."""

    message = _("The question is answered.")


@service
def review_note(*, card: Scorecard, state: str, text: str = "", by: User, now: datetime | None = None) -> ReviewedNote:
    """The team reads the note as it is, in other words or not at all; the original stays; records feedback.reviewed."""
    now = zones.moment(now)
    PitchDay.objects.select_for_update().get(pk=card.pitch_day.pk)
    original = note_of(card)
    if not original:
        raise NoNote
    if state == NoteState.REDACTED and not text.strip():
        raise NothingLeft
    words = {NoteState.RELEASED: original, NoteState.REDACTED: text, NoteState.WITHHELD: ""}[NoteState(state)]
    reviewed, _made = ReviewedNote.objects.update_or_create(
        card=card, defaults={"state": state, "text": words, "reviewed_by": by, "reviewed_at": now}
    )
    record("feedback.reviewed", by=by, subject=card, cohort=card.cohort, now=now, state=state)
    return reviewed


@service
def ask_question(*, team: Team, text: str, by: User, key: str = "", now: datetime | None = None) -> TeamQuestion:
    """The team's one question waits for the panel, who are told; records feedback.asked."""
    now = zones.moment(now)
    Team.objects.select_for_update().get(pk=team.pk)

    def make() -> TeamQuestion:
        if not Release.objects.filter(cohort=team.cohort_id).exists():
            raise NotReleased
        if TeamQuestion.objects.filter(team=team).exists():
            raise AskedAlready
        question = TeamQuestion.objects.create(team=team, text=text, asked_by=by, asked_at=now)
        record("feedback.asked", by=by, subject=question, cohort=team.cohort, now=now)
        day = team.cohort.pitch_day
        chair = [seat.user for seat in day.panel.filter(is_chair=True, left_at=None).select_related("user")]
        facts = {"team": team.name, "link": site_link(f"/judge/deliberation/{day.key}/feedback/")}
        mail = f"asked:{question.pk}"
        if chair:
            notify(cohort=team.cohort, kind="results.asked", to=chair, facts=facts, by=by, key=mail, now=now)
        return question

    return once(by=by, action="feedback.ask", key=key, make=make)


@service
def answer_question(*, question: TeamQuestion, answer: str, by: User, now: datetime | None = None) -> TeamQuestion:
    """The team has its answer, once, and is told by mail; records feedback.answered."""
    now = zones.moment(now)
    question = TeamQuestion.objects.select_for_update(of=("self",)).select_related("team__cohort").get(pk=question.pk)
    if question.answered_at is not None:
        raise AnsweredAlready
    question.answer, question.answered_by, question.answered_at = answer, by, now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    team, cohort = question.team, question.team.cohort
    record("feedback.answered", by=by, subject=question, cohort=cohort, now=now)
    members = members_of(team)
    facts = {"team": team.name, "link": site_link(f"/my/{cohort.slug}/teams/{team.key}/feedback/")}
    mail = f"answered:{question.pk}"
    notify(cohort=cohort, kind="results.answered", to=members, facts=facts, by=by, key=mail, now=now)
    return question


def members_of(team: Team) -> list[User]:
    """The people of the team who take part now."""
    members = team.members.filter(participant__state="ACTIVE").select_related("participant__user")
    return [member.participant.user for member in members.order_by("participant__pk")]
