"""Who is to have which certificate, and what it says, by what the record of the cohort holds now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.certificates.models import CertificateKind
from challenges.pitchdays.models import PanelSeat
from challenges.results.models import Decision, Placing
from challenges.results.present import listed
from cohorts.models import Cohort, MentorAssignment, TeamMember, VisitHost


@dataclass(frozen=True)
class Wanted:
    """One certificate that somebody is to have."""

    user: int
    kind: CertificateKind
    name: str
    words: str


def wanted_of(decision: Decision) -> list[Wanted]:
    """Every certificate of the cohort whose result this is, each person and kind once, in seven queries."""
    cohort = decision.pitch_day.cohort
    return [*_members(cohort, decision), *_mentors(cohort), *_hosts(cohort), *_judges(cohort)]


def _members(cohort: Cohort, decision: Decision) -> Iterator[Wanted]:
    winners = set(Placing.objects.filter(decision=decision, is_winner=True).values_list("team", flat=True))
    members = TeamMember.objects.filter(team__cohort=cohort, participant__state="ACTIVE")
    for member in members.select_related("team", "participant__user").order_by("participant__user__last_name", "pk"):
        user, team = member.participant.user, member.team
        facts = {"team": team.name, "cohort": _cohort(cohort), "span": _span(cohort)}
        words = _("completed %(cohort)s, %(span)s, in team %(team)s.") % facts
        yield Wanted(user.pk, CertificateKind.PARTICIPANT, user.name, words)
        if team.pk in winners:
            won = ngettext(
                "won the first prize of %(cohort)s with team %(team)s.",
                "shared the first prize of %(cohort)s with team %(team)s.",
                len(winners),
            )
            yield Wanted(user.pk, CertificateKind.WINNER, user.name, won % facts)


def _mentors(cohort: Cohort) -> Iterator[Wanted]:
    held = MentorAssignment.objects.filter(team__cohort=cohort, mentor__left_at=None)
    teams: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for one in held.select_related("team", "mentor__user").order_by("team__number"):
        teams.setdefault(one.mentor.user_id, []).append(one.team.name)
        names[one.mentor.user_id] = one.mentor.user.name
    for user, mentored in teams.items():
        words = ngettext(
            "mentored team %(teams)s of %(cohort)s.", "mentored teams %(teams)s of %(cohort)s.", len(mentored)
        )
        facts = {"teams": listed(mentored), "cohort": _cohort(cohort)}
        yield Wanted(user, CertificateKind.MENTOR, names[user], words % facts)


def _hosts(cohort: Cohort) -> Iterator[Wanted]:
    hosts = VisitHost.objects.filter(visit__cohort=cohort, visit__cancelled_at=None, visit__is_published=True)
    visits: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for host in hosts.select_related("visit", "user").order_by("visit__starts_at", "pk"):
        visits.setdefault(host.user_id, []).append(_("“%(visit)s”") % {"visit": host.visit.title})
        names[host.user_id] = host.user.name
    for user, received in visits.items():
        facts = {"visits": listed(received), "cohort": _cohort(cohort)}
        words = _("welcomed %(cohort)s and showed its people innovation at work: %(visits)s.") % facts
        yield Wanted(user, CertificateKind.HOST, names[user], words)


def _judges(cohort: Cohort) -> Iterator[Wanted]:
    seats = PanelSeat.objects.filter(pitch_day__cohort=cohort, left_at=None).select_related("user")
    for seat in seats.order_by("-is_chair", "user__last_name", "pk"):
        chaired, judged = _("chaired the panel of judges of %(cohort)s."), _("judged the pitches of %(cohort)s.")
        words = chaired if seat.is_chair else judged
        yield Wanted(seat.user_id, CertificateKind.JUDGE, seat.user.name, words % {"cohort": _cohort(cohort)})


def _cohort(cohort: Cohort) -> str:
    return _("%(cohort)s of %(programme)s") % {"cohort": cohort.name, "programme": cohort.programme.name}


def _span(cohort: Cohort) -> str:
    first, last = formats.date_format(cohort.starts_on, "j F Y"), formats.date_format(cohort.ends_on, "j F Y")
    return _("twelve weeks from %(first)s to %(last)s") % {"first": first, "last": last}
