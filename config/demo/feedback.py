"""The demo's feedback on work: asked for, given, answered, settled, taken back, declined; and marks in each state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.models import FeedbackRequest, MarkRound, Milestone, Version, WorkComment
from challenges.work.feedback.people import helpers_of
from challenges.work.feedback.services import (
    ask_feedback,
    ask_marks,
    decline_request,
    draft_comment,
    give_marks,
    release_marks,
    remind_overdue,
    reply,
    send_feedback,
    settle,
    take_back,
)
from challenges.work.feedback.texts import parts_of
from challenges.work.feedback.workflow import Role
from challenges.work.services import edit_milestone
from cohorts.models import Cohort, Team
from config.demo.clock import Calendar, at
from core import zones
from core.models import User

RUBRIC = (
    "Whose problem\n- It is not said\n- Somebody else's words\n- People who have it, in their words\n"
    "How you know\n- Opinions\n- Interviews\n- What people do, counted"
)
# part's paragraph (0 is the whole), who reads it, what is said
SAID = (
    (0, "SHARED", "A clear start. The strongest sentence is the last one: begin with it."),
    (1, "SHARED", "Who are the people who answer for it? Name their posts, not only their number."),
    (2, "TEAM", "Which list did you see yourselves? Bring one along next week."),
    (2, "HELPERS", "They have not met the wardens yet. Could one of you open a door for them?"),
    (0, "ORGANISERS", "Two of the team do most of the writing. Worth a word when you see them."),
)


@dataclass(frozen=True)
class Stage:
    """One team's statement with its helpers, and the clock of its story: hours after the last version."""

    versions: list[Version]
    helpers: dict[Role, User]
    now: datetime
    lately: datetime
    is_current: bool

    @property
    def newest(self) -> Version:
        """The version that counts."""
        return self.versions[-1]

    @property
    def team(self) -> Team:
        """Whose it is."""
        return self.newest.submission.team

    def member(self, number: int) -> User:
        """One of the team."""
        found: User = self.team.members.order_by("pk")[number].participant.user
        return found

    def after(self, hours: float) -> datetime:
        """A moment after the newest version, and never after the demo's own present."""
        return min(self.newest.submitted_at + timedelta(hours=hours), self.now - timedelta(minutes=9))


def give(calendar: Calendar, cohort: Cohort, organiser: User, teams: list[Team]) -> None:
    """From week five on, each team's problem statement is in another state of feedback."""
    statement = Milestone.objects.get(cohort=cohort, title="Problem statement")
    with at(calendar.moment(1, 1, 15)):
        edit_milestone(milestone=statement, rubric=RUBRIC, by=organiser)
    told: tuple[Callable[[Stage, User], None], ...] = (_marked_by_all, _asked, _overdue, _in_full, _marks_released)
    now = zones.wall(calendar.today, datetime.min.time().replace(hour=9), cohort.zone)
    for tell, team in zip(told, teams, strict=False):
        rows = Version.objects.filter(submission__milestone=statement, submission__team=team).order_by("number")
        versions = list(rows.select_related("submission__milestone__cohort__programme", "submission__team"))
        if not versions:
            continue
        helpers = {role: user for user, role in reversed(helpers_of(versions[0].submission))}
        tell(Stage(versions, helpers, now, calendar.moment(4, 4, 11), calendar.stage == "week-5"), organiser)


def _in_full(stage: Stage, organiser: User) -> None:
    """A mentor's feedback on the first version, answered and settled on the second; an owner asked who gave it."""
    first, mentor = stage.versions[0], stage.helpers.get(Role.MENTOR, organiser)
    moment = first.submitted_at + timedelta(hours=3)
    with at(moment):
        for number, audience, text in SAID:
            _draft(first, number, audience, text, mentor)
        send_feedback(submission=first.submission, by=mentor)
    comments = list(WorkComment.objects.filter(version=first, audience__in=("SHARED", "TEAM")).order_by("pk"))
    with at(moment + timedelta(hours=2)):
        reply(comment=comments[1], text="The head of wardens and two clerks. We add it.", by=stage.member(1))
    with at(stage.after(1)):
        settle(comment=comments[1], words="Added in the newer version", by=stage.member(1))
    owner = stage.helpers.get(Role.OWNER)
    if owner is None:
        return
    with at(stage.after(2)):
        _ask(stage, owner, "Is this the problem that you live with?", days=4)
    with at(stage.after(20)):
        _draft(stage.newest, 1, "SHARED", "Yes. The night shift sees it first: ask them too.", owner)
        mistaken = _draft(stage.newest, 2, "SHARED", "Is this the list from last year?", owner)
        send_feedback(submission=stage.newest.submission, by=owner)
    with at(stage.after(21)):
        take_back(comment=mistaken, by=owner)
    if stage.is_current:
        _still_going_on(stage, mentor, organiser)


def _still_going_on(stage: Stage, mentor: User, organiser: User) -> None:
    """The mentor is asked, has begun to write, and is the one whose marks are missing."""
    with at(stage.lately):
        _ask(stage, mentor, "Is it clear by now who keeps which list?", days=11)
        round_ = ask_marks(version=stage.newest, of=[mentor, organiser], by=organiser)
    with at(stage.lately + timedelta(hours=2)):
        give_marks(sheet=round_.sheets.get(marker=organiser), levels={0: 2, 1: 1}, by=organiser)
    with at(stage.lately + timedelta(hours=3)):
        _draft(stage.newest, 2, "SHARED", "Much clearer. One list has no owner yet: say so.", mentor)


def _asked(stage: Stage, organiser: User) -> None:
    """Two were asked: one declined with a word, the other is waited for."""
    mentor, owner = stage.helpers.get(Role.MENTOR), stage.helpers.get(Role.OWNER)
    if owner is not None:
        with at(stage.after(4)):
            asked = _ask(stage, owner, "May we name your office in the statement?", days=3)
        with at(stage.after(9)):
            decline_request(request=asked, words="I am away until Monday. Ask the organisers.", by=owner)
    if not stage.is_current:
        return
    with at(stage.lately):
        _ask(stage, mentor or organiser, "Does the first paragraph say whose problem it is?", days=12)
        if mentor is not None:
            _ask(stage, organiser, "May we name the council in public?", days=10)


def _overdue(stage: Stage, organiser: User) -> None:
    """What was wanted by yesterday at the latest is not there."""
    begun = min(stage.after(5), stage.now - timedelta(days=3))
    with at(begun):
        _ask(stage, stage.helpers.get(Role.MENTOR, organiser), "Are three interviews enough for this?", days=2)
    with at(begun + timedelta(days=3)):
        remind_overdue()


def _marked_by_all(stage: Stage, organiser: User) -> None:
    """Everybody who was asked has marked, so that the team sees it."""
    _mark(stage, organiser, ((2, 1), (1, 1), (2, 2)))


def _marks_released(stage: Stage, organiser: User) -> None:
    """One of those asked never did; the organiser showed what there was, and says why."""
    round_ = _mark(stage, organiser, ((1, 2),))
    with at(stage.after(40)):
        if round_.shown_at is None:
            release_marks(round_=round_, reason="The others are away this week; use what there is.", by=organiser)


def _mark(stage: Stage, organiser: User, given: tuple[tuple[int, int], ...]) -> MarkRound:
    people = list(stage.helpers.values())
    with at(stage.after(6)):
        round_ = ask_marks(version=stage.newest, of=people, by=organiser)
    for turn, (person, levels) in enumerate(zip(people, given, strict=False)):
        with at(stage.after(8 + turn)):
            words = "The people are there; count what they do next." if turn == 0 else ""
            sheet = round_.sheets.get(marker=person)
            give_marks(sheet=sheet, levels=dict(enumerate(levels)), words=words, by=person)
    round_.refresh_from_db()
    return round_


def _draft(version: Version, number: int, audience: str, text: str, by: User) -> WorkComment:
    """A draft on a paragraph of the text, or on the whole where there is no such."""
    part = next((one for one in parts_of(version) if one.name == "text"), None)
    is_there = part is not None and 0 < number <= len(part.paragraphs)
    name, paragraph = ("text", number) if is_there else ("", 0)
    return draft_comment(version=version, part=name, paragraph=paragraph, text=text, audience=audience, by=by)


def _ask(stage: Stage, of: User, question: str, *, days: int) -> FeedbackRequest:
    due_on = zones.today(stage.newest.submission.cohort.zone) + timedelta(days=days)
    return ask_feedback(version=stage.newest, of=of, question=question, due_on=due_on, by=stage.member(0))
