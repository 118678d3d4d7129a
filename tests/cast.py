"""The named cast of every test: two cohorts, two teams, one person for each role."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from tests.clock import START
from tests.factories import (
    audience,
    challenges,
    checkins,
    choosing,
    cohorts,
    core,
    feedback,
    intake,
    owners,
    questions,
    reviews,
    rooms,
    work,
)
from tests.recordings import recorded

# fixture name -> (first name, last name)
PEOPLE = {
    "organiser": ("Ade", "Bankole"),
    "other_organiser": ("Bea", "Lund"),
    "participant": ("Hana", "Aziz"),
    "team_mate": ("Leo", "Marks"),
    "other_participant": ("Tess", "Wynn"),
    "mentor": ("Farah", "Iqbal"),
    "challenge_owner": ("Rhys", "Morgan"),
    "other_owner": ("Una", "Byrne"),
    "host": ("Calla", "Finch"),
    "judge": ("Helen", "Marsh"),
    "recused_judge": ("Priya", "Nair"),
    "chair": ("Idris", "Vaughan"),
    "judge_elsewhere": ("Tom", "Ashdown"),
    "editor": ("Ed", "Itori"),
    "reviewer": ("Ona", "Reid"),
    "checker": ("Chi", "Okafor"),
    "stranger": ("Stan", "Rover"),
    "administrator": ("Ada", "Root"),
}
CAST = [*PEOPLE, "anonymous"]


@pytest.fixture
def world(db):
    """Everybody and everything of the cast, by attribute: world.cohort, world.team, world.people['judge'] …"""
    return recorded("world", _world)


def _world():
    people = {
        role: core.UserFactory(
            email=f"{role.replace('_', '.')}@example.com",
            first_name=first,
            last_name=last,
        )
        for role, (first, last) in PEOPLE.items()
    }
    made = SimpleNamespace(people=people)
    _people_of_cohorts(made, people)
    _challenges(made, people)
    _pitch_day(made, people)
    people["administrator"].is_superuser = True
    people["administrator"].save()
    people["editor"].groups.add(Group.objects.get(name="Editors"))
    return made


def _people_of_cohorts(made, people):
    made.programme = cohorts.ProgrammeFactory(name="Digital skills", slug="digital-skills")
    made.cohort = cohorts.CohortFactory(programme=made.programme, name="Spring 2027", slug="spring-2027")
    made.other_cohort = cohorts.CohortFactory(name="Elsewhere", slug="elsewhere")
    cohorts.StaffFactory(programme=made.programme, user=people["organiser"])
    cohorts.StaffFactory(programme=made.other_cohort.programme, user=people["other_organiser"])
    made.team = cohorts.TeamFactory(cohort=made.cohort, name="Lantern", number=4)
    made.other_team = cohorts.TeamFactory(cohort=made.cohort, name="Compass", number=6)
    dwp = core.OrganisationFactory(name="Department for Work and Pensions", short_name="DWP")
    calder = core.OrganisationFactory(name="Calder & Finch", private=True)
    made.place = cohorts.ParticipantFactory(cohort=made.cohort, user=people["participant"], organisation=dwp)
    made.mate_place = cohorts.ParticipantFactory(
        cohort=made.cohort,
        user=people["team_mate"],
        organisation=calder,
        side="private",
    )
    made.other_place = cohorts.ParticipantFactory(
        cohort=made.cohort, user=people["other_participant"], organisation=dwp
    )
    for team, place in (
        (made.team, made.place),
        (made.team, made.mate_place),
        (made.other_team, made.other_place),
    ):
        cohorts.TeamMemberFactory(team=team, participant=place)
    made.mentor = cohorts.MentorFactory(cohort=made.cohort, user=people["mentor"])
    cohorts.MentorAssignmentFactory(team=made.team, mentor=made.mentor)
    made.visit = cohorts.VisitFactory(cohort=made.cohort, host=calder, title="Programme day 2")
    cohorts.VisitHostFactory(visit=made.visit, user=people["host"])
    made.booking = cohorts.BookingFactory(visit=made.visit, participant=made.place)
    made.people_import = cohorts.PeopleImportFactory(cohort=made.cohort)
    made.proposal = cohorts.TeamProposalFactory(cohort=made.cohort, number=1)
    made.repair = cohorts.TeamRepairFactory(cohort=made.cohort, number=1)
    made.mailing = cohorts.MailingFactory(cohort=made.cohort)
    made.topic = cohorts.TopicFactory(cohort=made.cohort)
    made.export = core.StoredFileFactory(owner=people["organiser"])


def _challenges(made, people):
    leeds = core.OrganisationFactory(name="Leeds City Council")
    question = "How might we proactively monitor the condition of social housing using sensors?"
    made.brief = challenges.BriefFactory(cohort=made.cohort, owner=leeds, question=question)
    made.other_brief = challenges.BriefFactory(cohort=made.cohort, question="How might we reduce rural isolation?")
    challenges.BriefOwnerFactory(brief=made.brief, user=people["challenge_owner"])
    challenges.BriefOwnerFactory(brief=made.other_brief, user=people["other_owner"])
    made.allocation = challenges.AllocationFactory(cohort=made.cohort, number=1)
    made.challenge_call = intake.ChallengeCallFactory(cohort=made.cohort)
    made.brief_application = intake.BriefApplicationFactory(cohort=made.cohort)
    made.brief_file = intake.BriefFileFactory(brief=made.brief)
    made.brief_version = challenges.BriefVersionFactory(brief=made.brief)
    made.review = reviews.ReviewFactory(version=made.brief_version, reviewer=people["reviewer"])
    made.field_comment = reviews.FieldCommentFactory(version=made.brief_version, told_at=START)
    made.sensitivity_check = reviews.SensitivityCheckFactory(
        brief=made.brief, checker=people["checker"], done_at=None, texts_hash=""
    )
    made.line = challenges.AllocationLineFactory(allocation=made.allocation, team=made.team, brief=made.brief)
    made.brief_question = questions.BriefQuestionFactory(
        brief=made.brief, team=made.team, asked_by=people["participant"], state="ANSWERED"
    )
    made.brief_answer = questions.BriefAnswerFactory(question=made.brief_question, answered_by=people["organiser"])
    made.own_problem = choosing.OwnProblemFactory(team=made.team, proposed_by=people["participant"])
    _work(made, people)
    _rooms(made, people)
    # Of no effect on anybody's lists: withdrawn, given and not released, answered.
    made.meeting_offer = owners.MeetingOfferFactory(brief=made.brief, withdrawn_at=START)
    made.owner_verdict = owners.OwnerVerdictFactory(brief=made.brief, team=made.team, given=True)
    made.follow_up = owners.FollowUpFactory(brief=made.brief, team=made.team, happened="IN_USE", answered_at=START)
    _feedback(made, people)
    _check_ins(made)


def _work(made, people):
    made.milestone = challenges.MilestoneFactory(cohort=made.cohort, title="Problem statement")
    made.template = challenges.MilestoneTemplateFactory(programme=made.programme, title="Pitch")
    made.submission = challenges.SubmissionFactory(milestone=made.milestone, team=made.team)
    made.version = challenges.VersionFactory(submission=made.submission, submitted_by=people["participant"])
    made.draft = work.DraftFactory(milestone=made.milestone, team=made.team)
    made.clash = work.ClashFactory(draft=made.draft, written_by=people["team_mate"])
    made.statement_request = work.StatementRequestFactory(
        submission=made.submission,
        asked_by=people["participant"],
        state="DECLINED",
        decided_by=people["organiser"],
        decided_at=START,
    )


def _rooms(made, people):
    made.team_note = rooms.TeamNoteFactory(team=made.team, saved_by=people["participant"])
    made.note_clash = rooms.NoteClashFactory(note=made.team_note, written_by=people["team_mate"])
    made.meeting = rooms.TeamMeetingFactory(team=made.team, proposed_by=people["participant"], state="CANCELLED")
    made.decision_of_team = rooms.TeamDecisionFactory(team=made.team, recorded_by=people["participant"])
    made.team_link = rooms.TeamLinkFactory(team=made.team, added_by=people["participant"])


def _feedback(made, people):
    """All of it over: nobody owes anything."""
    mentor = people["mentor"]
    made.work_comment = feedback.WorkCommentFactory(version=made.version, author=mentor, settled_at=START)
    made.feedback_request = feedback.FeedbackRequestFactory(
        version=made.version, asked_of=mentor, asked_by=people["participant"], state="GIVEN", ended_at=START
    )
    made.mark_round = feedback.MarkRoundFactory(version=made.version, shown_at=START)
    made.mark_sheet = feedback.MarkSheetFactory(
        round=made.mark_round, marker=mentor, levels={"0": 1}, handed_in_at=START
    )


def _check_ins(made):
    # Of a week that is over, its need done, its warning ended: nothing of it waits for anybody.
    made.check_in = checkins.CheckInFactory(team=made.team, participant=made.mate_place, week=1, need="A room")
    made.check_in_need = checkins.CheckInNeedFactory(check_in=made.check_in, done_at=START)
    made.early_warning = checkins.EarlyWarningFactory(team=made.team, ended_at=START)


def _pitch_day(made, people):
    made.pitch_day = challenges.PitchDayFactory(cohort=made.cohort)
    made.criteria = [challenges.CriterionFactory(pitch_day=made.pitch_day, name=name) for name in ("Evidence", "Idea")]
    made.criterion = made.criteria[0]
    made.seat = challenges.PanelSeatFactory(pitch_day=made.pitch_day, user=people["judge"])
    made.recused_seat = challenges.PanelSeatFactory(pitch_day=made.pitch_day, user=people["recused_judge"])
    made.chair_seat = challenges.PanelSeatFactory(pitch_day=made.pitch_day, user=people["chair"], is_chair=True)
    other_day = challenges.PitchDayFactory(cohort=made.other_cohort)
    made.elsewhere_seat = challenges.PanelSeatFactory(pitch_day=other_day, user=people["judge_elsewhere"])
    made.slot = challenges.PitchSlotFactory(pitch_day=made.pitch_day, team=made.team, order=1)
    made.other_slot = challenges.PitchSlotFactory(pitch_day=made.pitch_day, team=made.other_team, order=2)
    made.card = challenges.ScorecardFactory(seat=made.seat, slot=made.slot)
    made.late_score = challenges.LateScoreFactory(seat=made.chair_seat, slot=made.other_slot)
    made.reopening = challenges.ReopeningFactory(pitch_day=made.pitch_day, asked_by=people["chair"])
    made.decision = challenges.DecisionFactory(pitch_day=made.pitch_day, decided_by=people["chair"])
    made.certificate = challenges.CertificateFactory(cohort=made.cohort, user=people["participant"])
    made.release_plan = challenges.ReleasePlanFactory(
        pitch_day=made.pitch_day, planned_by=people["organiser"], second=people["chair"]
    )
    made.conflict = challenges.ConflictFactory(seat=made.recused_seat, team=made.team)
    made.rules = challenges.RulesFactory(pitch_day=made.pitch_day)
    made.paper = challenges.PaperSheetFactory(seat=made.seat, slot=made.slot)
    made.live_slot = challenges.LiveSlotFactory(slot=made.other_slot)
    made.hand_over = challenges.HandOverFactory(seat=made.seat)
    made.reopen_request = challenges.ReopenRequestFactory(seat=made.seat, slot=made.slot)
    made.guest = audience.GuestFactory(pitch_day=made.pitch_day, name="Wale Lin")
    made.poll = audience.PollFactory(pitch_day=made.pitch_day)
    made.audience_card = audience.make_card(made.pitch_day)
    made.question = audience.QuestionFactory(pitch_day=made.pitch_day, text="Who pays for the sensors?")


@pytest.fixture
def anonymous():
    """Nobody in particular."""
    return AnonymousUser()


def _person(role):
    @pytest.fixture(name=role)
    def person(world):
        return world.people[role]

    return person


for _role in PEOPLE:
    globals()[f"_{_role}"] = _person(_role)


@pytest.fixture
def sign_in(client, world):
    """sign_in("organiser") gives a client who is that person; "anonymous" one who is nobody."""

    def as_somebody(role):
        if role == "anonymous":
            client.logout()
        else:
            client.force_login(world.people[role])
        return client

    return as_somebody
