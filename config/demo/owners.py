"""The demo's challenge owners: times they offer in week five, and what they say of the work at the end."""

from challenges.briefs.models import published_lines
from challenges.models import AllocationLine
from challenges.verdicts.services import give_verdict, save_verdict, show_verdict
from challenges.verdicts.services.giving import Words
from challenges.work.offers.services import Offer, offer_times, take_offer
from cohorts.models import Cohort
from config.demo import people as cast
from config.demo.clock import Calendar, at
from core.models import User

Owned = tuple[AllocationLine, User]

GIVEN = (
    Words(
        useful="VERY",
        forward="AS_IS",
        what="The list of early signs, in one district first.",
        who="The team that answers the calls",
        to_team="You asked people before you drew anything, and told us plainly what failed. That changed our plan.",
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
    """Tara Wood offers two half hours in week six; her team has taken the first."""
    _others, hers = _owned(cohort)
    if not hers:
        return
    line, owner = hers[0]
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
    """The day after the pitches: one is given and released, one given, Tara Wood has begun; the others are owed."""
    others, hers = _owned(cohort)
    for number, (line, owner) in enumerate(others[: len(GIVEN)]):
        with at(calendar.moment(12, 4, 10 + number)):
            given = give_verdict(brief=line.brief, team=line.team, words=GIVEN[number], by=owner)
            if number == 0:
                show_verdict(verdict=given.verdict, by=owner)
    for line, owner in hers:
        with at(calendar.moment(12, 4, 15)):
            save_verdict(brief=line.brief, team=line.team, words=DRAFT, by=owner)


def _owned(cohort: Cohort) -> tuple[list[Owned], list[Owned]]:
    """The teams on challenges that somebody answers for, by number, with who: those of others, and Tara Wood's."""
    lines = published_lines(cohort).prefetch_related("brief__owners__user")
    found = [(line, owner.user) for line in lines for owner in list(line.brief.owners.all())[:1]]
    tara = cast.address("Tara Wood")
    return [one for one in found if one[1].email != tara], [one for one in found if one[1].email == tara]
