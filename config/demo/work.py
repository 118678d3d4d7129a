"""The demo's work: versions, a late one, an extension, agreed problem statements, and drafts that are being written."""

from datetime import time, timedelta

from challenges.models import DraftField, Milestone, Version
from challenges.work.engine.shape import Field, as_data
from challenges.work.services import Edit, agree, ask_change, edit_milestone, extend, save_draft, sides_of, submit
from cohorts.models import Cohort, Team
from config.demo.cited import cite_what_was_used
from config.demo.clock import Calendar, at
from core import zones
from core.models import User

STATEMENT = (
    "## Whose problem\n\nWe spoke to nine people who live with it and three who answer for it.\n\n"
    "## What we heard\n\n- They find out too late.\n- Everybody keeps a list of their own.\n\n"
    "## What would be different\n\nThe person who can act would know a week earlier."
)
BETTER = STATEMENT.replace("nine people", "eleven people").replace(
    "keeps a list of their own.", "keeps a list of their own, and nobody reads the other lists."
)
TEXTS = {
    "Problem statement": BETTER,
    "User research": "Eleven interviews, five ideas, two kept. The one we dropped last we liked most: nobody we asked "
    "would use it.\n\nNext: a paper prototype with six users.",
    "Prototype": "A paper prototype, then a page that people could click. Four of six found the alert by themselves.",
    "Rehearsal": "A recording of ten minutes. Tell us whether the first minute says whose problem it is.",
    "Pitch deck": "Twelve slides; the figures of slide nine are still to come.",
    "Pitch": "Our slides, and a recording of the test with eleven users.",
}
FIRST_DRAFT = (
    "## Whom we asked\n\nSix tenants and two wardens so far.\n\n## What we heard\n\nNobody knows whom to ring."
)
FORM = [
    Field("people", "How many people did you ask?", kind="number"),
    Field("surprise", "What surprised you most?", kind="long", max_length=1000),
    Field(
        "next", "What comes next?", kind="choice", choices=("More interviews", "A first idea", "A prototype"), help=""
    ),
]
ANSWERS = {"answer_people": "11", "answer_surprise": "Nobody had asked them before.", "answer_next": "A first idea"}


def hand_in_everything(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team]) -> None:
    """What is due is handed in; one team is late, one has more time, the others' statements are agreed."""
    _ask_with_a_form(calendar, cohort, organiser)
    for milestone in Milestone.objects.filter(cohort=cohort).order_by("due_at"):
        if milestone.due_at + timedelta(hours=1) >= zones.wall(calendar.today, time(9), cohort.zone):
            continue
        for number, team in enumerate(teams):
            if milestone.title == "Problem statement":
                _statement(calendar, milestone, team, number, last=len(teams) - 1)
            else:
                _one(milestone, team, number)
    if calendar.stage == "week-5":
        _being_written(calendar, cohort, organiser, teams)


def _ask_with_a_form(calendar: Calendar, cohort: Cohort, organiser: User) -> None:
    """User research asks three questions beside its text, and says what good looks like."""
    research = Milestone.objects.get(cohort=cohort, title="User research")
    rubric = "People\n- Friends and colleagues\n- People who have the problem\nListening\n- Opinions\n- What they do"
    with at(calendar.moment(0, 3, 11)):
        edit_milestone(milestone=research, form=as_data(FORM), rubric=rubric, by=organiser)


def _one(milestone: Milestone, team: Team, number: int) -> Version:
    """One version, some hours before the deadline."""
    with at(milestone.due_at - timedelta(hours=7 - number % 6, minutes=7 * number % 60)):
        return _write_and_submit(milestone, team, number, TEXTS.get(milestone.title, "Done."))


def _statement(calendar: Calendar, milestone: Milestone, team: Team, number: int, *, last: int) -> None:
    """Two versions with a change asked for between them; the last team is still owed in week five, later late."""
    if number == last:
        if calendar.stage != "week-5":
            with at(milestone.due_at + timedelta(hours=20)):
                _write_and_submit(milestone, team, number, BETTER)
        return
    if number == 1:
        with at(milestone.due_at + timedelta(hours=16)):
            _write_and_submit(milestone, team, number, BETTER)
        return
    with at(milestone.due_at - timedelta(days=2, minutes=11 * number)):
        first = _write_and_submit(milestone, team, number, STATEMENT)
    asked = sides_of(first.submission)
    if asked:
        with at(milestone.due_at - timedelta(days=1, minutes=9 * number)):
            ask_change(version=first, words="How many people did you ask, and who reads these lists?", by=asked[0][0])
    newest = _one(milestone, team, number)
    for turn, (person, _side) in enumerate(asked[: 1 if number == 2 else None]):
        with at(milestone.due_at + timedelta(hours=17 + turn)):
            agree(version=newest, by=person)


def _being_written(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team]) -> None:
    """In week five, drafts of the user research by two people of a team, and more time for one team alone."""
    research = Milestone.objects.get(cohort=cohort, title="User research")
    for number, team in enumerate(teams[:4]):
        with at(calendar.moment(4, 3, 14, 2 + number)):
            save_draft(milestone=research, team=team, edits={"text": Edit(FIRST_DRAFT)}, by=_member(team, 0))
        with at(calendar.moment(4, 4, 10, 20 + number)):
            edits = {"text": Edit(FIRST_DRAFT + "\n\nTwo more on Monday.", 1), "answer_people": Edit("8")}
            save_draft(milestone=research, team=team, edits=edits, by=_member(team, 1))
            cite_what_was_used(research, team, number, _member(team, 1))
    with at(calendar.moment(4, 4, 15)):
        due_at = research.due_at + timedelta(days=4)
        extend(milestone=research, team=teams[2], due_at=due_at, reason="Two of you were ill.", by=organiser)


def _write_and_submit(milestone: Milestone, team: Team, number: int, text: str) -> Version:
    by = _member(team, number % 4)
    known = dict(
        DraftField.objects.filter(draft__milestone=milestone, draft__team=team).values_list("name", "revision")
    )
    values = {"text": text, "links": f"https://example.com/{team.name.lower()}/board"}
    values |= {field.name: ANSWERS[field.name] for field in milestone.fields}
    edits = {name: Edit(value, known.get(name, 0)) for name, value in values.items()}
    save_draft(milestone=milestone, team=team, edits=edits, by=by)
    cite_what_was_used(milestone, team, number, by)
    return submit(milestone=milestone, team=team, by=by)


def _member(team: Team, number: int) -> User:
    return team.members.order_by("pk")[number].participant.user
