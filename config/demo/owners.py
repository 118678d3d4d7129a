"""The demo's challenge owners: times they offer in week five, and what they say of the work at the end."""

from challenges.briefs.models import published_lines
from challenges.models import AllocationLine
from challenges.verdicts.services import give_verdict, save_verdict, show_verdict
from challenges.verdicts.services.giving import Words
from challenges.work.offers.services import Offer, offer_times, take_offer
from cohorts.models import Cohort
from config.demo.clock import Calendar, at
from core.models import User

GIVEN = (
    Words(
        useful="VERY",
        forward="AS_IS",
        what="The weekly reading of the sensors, in the homes of one ward first.",
        who="The housing repairs team",
        to_team="You asked tenants before you drew anything, and told us plainly what failed. That changed our plan.",
        to_organisers="One more visit in week six would have helped us both.",
    ),
    Words(
        useful="USEFUL",
        forward="PARTS",
        what="The interview notes and the one-page letter.",
        who="Our digital service manager",
        to_team="The notes are the best we have on this. The prototype needs data that we may not share.",
        to_organisers="We should have said earlier which data stays with us.",
    ),
)
DRAFT = Words(useful="USEFUL", to_team="The first interviews were a surprise to all of us.")


def offer(calendar: Calendar, cohort: Cohort) -> None:
    """An owner offers two half hours in week six; the team has taken the first."""
    found = _owned(cohort)
    if not found:
        return
    line, owner = found[0]
    with at(calendar.moment(4, 3, 15)):
        times = Offer(
            starts_at=calendar.moment(6, 1, 14),
            minutes=30,
            place="Merrion House, Leeds, ask for the housing team",
            link="https://example.com/calls/housing",
            in_a_row=2,
            note="Bring the questions that your interviews left open.",
        )
        first = offer_times(brief=line.brief, offer=times, by=owner)
    with at(calendar.moment(4, 3, 18)):
        member = line.team.members.order_by("pk")[0].participant.user
        take_offer(offer=first, team=line.team, by=member)


def say_verdicts(calendar: Calendar, cohort: Cohort) -> None:
    """The day after the pitches: one verdict is given and released, one given, one begun; the others are owed."""
    for number, (line, owner) in enumerate(_owned(cohort)[:3]):
        where = {"brief": line.brief, "team": line.team, "by": owner}
        with at(calendar.moment(12, 4, 10 + number)):
            if number < len(GIVEN):
                given = give_verdict(words=GIVEN[number], **where)
                if number == 0:
                    show_verdict(verdict=given.verdict, by=owner)
            else:
                save_verdict(words=DRAFT, **where)


def _owned(cohort: Cohort) -> list[tuple[AllocationLine, User]]:
    """The teams on challenges that somebody answers for, by number, with who."""
    lines = published_lines(cohort).prefetch_related("brief__owners__user")
    return [(line, owner.user) for line in lines for owner in list(line.brief.owners.all())[:1]]
