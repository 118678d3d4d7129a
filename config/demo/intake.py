"""The demo's challenges on their way in: an invitation open, a proposal waiting, one declined, a draft half written."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from challenges.briefs.intake.services import (
    add_file,
    apply,
    decline_application,
    digest,
    invite_to_write,
    plan_release,
    prove_application,
    save_answers,
    set_call,
    token_of,
)
from challenges.briefs.services import add_owner, create_brief
from challenges.models import Brief
from cohorts.models import Cohort
from config.demo import people as cast
from config.demo.clock import STAGES, Calendar, at
from core.models import User
from core.people.services import prove

# Bodies and problems of this chapter are invented.
WRITER = "Megan Hughes"
PROPOSALS = (
    ("Olu Bright", "Eastmere Borough Council", "Bins are emptied twice in one street and never in the next."),
    ("Freya Lind", "Harbour and Coast Agency", "Small boats report a drifting buoy by telephone, each of them anew."),
    ("Gareth Poole", "Westvale District Council", "We would like a new website for planning."),
)
HALF = {
    "question": "How might we build an app for people who wait for a hearing aid?",
    "summary": "People wait half a year between the test and the fitting. Many lose heart, and one in six never comes.",
    "need": "Many patients are unhappy about it.",
    "tried_before": "Reminders by text message were tried in one clinic, but did not say how long it would still take.",
}


def begin(calendar: Calendar, cohort: Cohort, organiser: User) -> None:
    """The call is open for two weeks more; what came in so far is at its different stages."""
    week = STAGES[calendar.stage]
    closes = calendar.moment(week + 2, 4, 17)
    with at(calendar.moment(week - 2, 0, 9)):
        set_call(cohort=cohort, is_open=True, closes_at=closes, by=organiser)
    _propose(calendar, cohort, organiser, week)
    _half_written(calendar, cohort, organiser, week)
    with at(calendar.moment(week - 1, 3, 14)):
        invite_to_write(
            cohort=cohort,
            organisation="Northern Ferries Authority",
            email=cast.address("Callum Reid"),
            **cast.names("Callum Reid"),
            words="We spoke at the open day about missed connections. A team would be glad of it.",
            by=organiser,
        )


def plan(calendar: Calendar, brief: Brief, organiser: User) -> None:
    """The brief goes out to everybody in four days by itself."""
    with at(calendar.moment(STAGES[calendar.stage] - 1, 2, 11)):
        plan_release(brief=brief, public_at=calendar.moment(STAGES[calendar.stage] + 1, 0, 9), by=organiser)


def _propose(calendar: Calendar, cohort: Cohort, organiser: User, week: int) -> None:
    for number, (name, organisation, problem) in enumerate(PROPOSALS):
        with at(calendar.moment(week - 1, number, 10, 12)) as now:
            sent = apply(
                cohort=cohort, email=cast.address(name), **cast.names(name), organisation=organisation, problem=problem
            )
        with at(now + timedelta(minutes=20)):
            proved = prove_application(token=token_of(sent))
    with at(calendar.moment(week - 1, 3, 10)):
        words = "A website is a solution, and you may know the best one. Tell us what goes wrong in planning today."
        decline_application(application=proved, words=words, by=organiser)


def _half_written(calendar: Calendar, cohort: Cohort, organiser: User, week: int) -> None:
    with at(calendar.moment(week - 1, 1, 9)):
        brief = create_brief(cohort=cohort, owner="Valley Health Trust", question="", by=organiser)
        owner = add_owner(brief=brief, email=cast.address(WRITER), **cast.names(WRITER), by=organiser).user
        prove(user=owner, by=organiser)
    with at(calendar.moment(week - 1, 3, 16, 40)):
        save_answers(brief=brief, answers=HALF, seen={name: digest("") for name in HALF}, by=owner)
        waits = SimpleUploadedFile("waits.csv", b"month,people waiting\nJanuary,412\nFebruary,431\n")
        add_file(brief=brief, upload=waits, title="People waiting by month", readers="TEAMS", by=owner)
