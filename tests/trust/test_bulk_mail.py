"""Row M-01: no page writes to more than fifty people before their number was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Allocation, Brief, PanelSeat, PitchDay
from challenges.pitchdays import services as pitchdays
from cohorts.messages.kinds import mail_kinds
from core.models import OutboxMessage
from tests.clock import START
from tests.factories.challenges import AllocationLineFactory, PanelSeatFactory
from tests.factories.cohorts import BookingFactory, MentorFactory, ParticipantFactory, TeamFactory, TeamMemberFactory
from tests.factories.reviews import make_publishable

pytestmark = pytest.mark.django_db

# How each kind of mail is kept from going to many by one press: their number is typed on the page that sends it, or it
# goes to a few by its nature (one person, a team, its owner), and a kind that is new here has to be put among them.
TYPED = {
    "briefs.allocated",
    "briefs.corrected",
    "briefs.given",
    "briefs.published",
    "messages.announcement",
    "offers.moved",
    "offers.offered",
    "offers.withdrawn",
    "people.invited",
    "people.mentor_invited",
    "pitchdays.round_begun",
    "pitchdays.rules",
    "questions.answered_all",
    "questions.corrected",
    "questions.moved",
    "results.corrected",
    "results.released",
    "teams.mentor_assigned",
    "teams.mentor_unassigned",
    "teams.published",
    "verdicts.owed",
    "visits.cancelled",
    "visits.moved",
    "work.deadline_moved",
}
TO_A_FEW = {
    "brief_review.all_in",
    "brief_review.approved",
    "brief_review.asked",
    "brief_review.backed",
    "brief_review.backing",
    "brief_review.changes",
    "brief_review.check_asked",
    "brief_review.closed",
    "brief_review.ended",
    "brief_review.public",
    "brief_review.published",
    "brief_review.rejected",
    "brief_review.reminder",
    "brief_review.resubmitted",
    "brief_review.sponsor",
    "brief_review.started",
    "brief_review.submitted",
    "brief_review.withdrawn",
    "briefs.application_accepted",
    "briefs.application_declined",
    "briefs.applied",
    "briefs.invited",
    "briefs.not_released",
    "checkins.warnings",
    "choosing.own_accepted",
    "choosing.own_declined",
    "files.harmful",
    "judges.hand_over",
    "judges.nudge",
    "offers.given_back",
    "offers.taken",
    "pitchdays.chair",
    "pitchdays.doubt",
    "pitchdays.round_asked",
    "pitchdays.seated",
    "questions.answered",
    "questions.asked",
    "questions.overdue",
    "questions.passed",
    "results.agree",
    "results.answered",
    "results.approve",
    "results.asked",
    "verdicts.follow_up",
    "verdicts.follow_up_again",
    "verdicts.shown",
    "rooms.meeting_asked",
    "rooms.meeting_cancelled",
    "rooms.meeting_fixed",
    "rooms.meeting_moved",
    "visits.seat_came_free",
    "visits.seat_freed",
    "visits.seat_given",
    "work.agreed",
    "work_feedback.asked",
    "work_feedback.declined",
    "work_feedback.sheet_asked",
    "work_feedback.sheets_shown",
    "work_feedback.reminder",
    "work_feedback.replied",
    "work_feedback.sent",
    "work.change_asked",
    "work.extended",
    "work.extension_ended",
    "work.received",
    "work.reopened",
    "work.reopening_asked",
    "work.stays_agreed",
}
# Once a week by the clock, to who has not answered, held like all mail to many; the page that lets them begin asks for
# the number (tests/challenges/work/checkins/test_pages.py).
BY_THE_CLOCK = {"checkins.reminder"}
# Of one or two teams; a repair, which may be of all, asks for the number (tests/cohorts/repairs).
OF_TEAMS = {"teams.changed"}
MANY = 60


def test_every_kind_of_mail_says_how_many_it_reaches():
    """M-01: a kind that nobody sorted is no kind yet."""
    assert sorted(mail_kinds()) == sorted(TYPED | TO_A_FEW | OF_TEAMS | BY_THE_CLOCK)


@pytest.fixture
def crowd(world):
    """Sixty more take part, half of them in Lantern; everybody has a seat at the visit."""
    places = ParticipantFactory.create_batch(MANY, cohort=world.cohort)
    world.crowd = places
    for place in places:
        BookingFactory(visit=world.visit, participant=place)
    world.visit.capacity = 200
    world.visit.save()
    return world


def first_page(client, address, **changes):
    """What a browser would send from the page: every field as it stands, with changes."""
    form = client.get(address).context["form"]
    sent = {}
    for name in form.fields:
        if name != "typed":
            sent |= parts_of(form[name])
    return {**sent, **changes}


def parts_of(box):
    """The inputs of one field with their values, those of days and times included."""
    if box.field.widget.__class__.__name__ == "CheckboxInput":
        return {box.html_name: "on"} if box.value() else {}
    widget = box.field.widget.get_context(box.html_name, box.value(), {})["widget"]
    found = widget.get("subwidgets") if box.field.widget.__class__.__name__ not in ("RadioSelect", "Select") else None
    rows = [(row["name"], row["value"]) for row in found or [widget] if "value" in row]
    if box.field.widget.__class__.__name__ in ("RadioSelect", "Select", "CheckboxSelectMultiple", "LongSelect"):
        rows = [(box.html_name, box.value())]
    return {name: value for name, value in rows if value not in (None, [])}


def asks(client, address, sent):
    """Nothing leaves without the number or with another one; the page asks for it, and then it goes to all."""
    before = OutboxMessage.objects.count()
    told, done = answered(client, address, sent)
    assert (done.status_code, done.context and done.context["form"].errors) == (302, None)
    return told, OutboxMessage.objects.count() - before


def answered(client, address, sent):
    """How many are told, and what the page says once their number was typed."""
    before = OutboxMessage.objects.count()
    refused = client.post(address, sent)
    assert (refused.status_code, OutboxMessage.objects.count()) == (422, before)
    told = refused.context["form"].told
    assert "How many people are told?" in refused.content.decode()
    assert client.post(address, {**sent, "typed": str(told - 1)}).status_code == 422
    assert OutboxMessage.objects.count() == before
    return told, client.post(address, {**sent, "typed": f" {told} "})


def test_rules_of_judging_ask_for_the_number(crowd, sign_in):
    """M-01: participants and the panel, in one press."""
    address = reverse("organise:rules_publish", args=["spring-2027"])
    client = sign_in("organiser")
    sent = first_page(client, address, extra="New", act="publish", seen="")
    assert client.post(address, {**sent, "act": "show"}).status_code == 200
    assert asks(client, address, sent) == (MANY + 6, MANY + 6)


def test_published_challenges_ask_for_the_number(crowd, sign_in):
    """M-01."""
    make_publishable(crowd.other_brief)
    sent = {"briefs": [crowd.other_brief.key]}
    address = reverse("organise:briefs_publish", args=["spring-2027"])
    # One letter more: the owner is told apart.
    assert asks(sign_in("organiser"), address, sent) == (MANY + 3, MANY + 4)


def test_a_moved_deadline_asks_for_the_number_and_a_new_title_does_not(crowd, sign_in):
    """M-01: only what is told to everybody."""
    address = reverse("organise:milestone_edit", args=["spring-2027", crowd.milestone.key])
    client = sign_in("organiser")
    sent = first_page(client, address)
    assert client.post(address, {**sent, "title": "Problem"}).status_code == 302
    assert asks(client, address, {**sent, "due_at_time": "9:07"}) == (MANY + 3, MANY + 3)


def test_a_visit_that_moves_or_is_cancelled_asks_for_the_number(crowd, sign_in):
    """M-01: those who hold a seat and who receive them."""
    client = sign_in("organiser")
    address = reverse("organise:visit_edit", args=["spring-2027", crowd.visit.key])
    sent = first_page(client, address)
    assert client.post(address, {**sent, "bring": "A pen"}).status_code == 302
    assert asks(client, address, {**sent, "town": "York"}) == (MANY + 2, MANY + 2)
    address = reverse("organise:visit_cancel", args=["spring-2027", crowd.visit.key])
    assert asks(client, address, {"reason": "Snow"}) == (MANY + 2, MANY + 2)


def test_new_dates_of_the_cohort_ask_for_the_number(crowd, sign_in):
    """M-01: every deadline and visit ahead is told, so it is everybody once that is counted."""
    crowd.cohort.state = "FORMING"
    crowd.cohort.save()
    client = sign_in("organiser")
    address = reverse("organise:cohort_edit", args=["spring-2027"])
    sent = first_page(client, address)
    assert client.post(address, {**sent, "places_public": 30}).status_code == 302
    later = crowd.cohort.starts_on + timedelta(days=7)
    told, _letters = asks(client, address, {**sent, "starts_on_day": later.day, "starts_on_month": later.month})
    assert told == MANY + 4


def test_a_planned_release_asks_for_the_number(crowd, sign_in):
    """M-01: everybody is told by the clock later; who plans it says to how many."""
    crowd.release_plan.delete()
    PitchDay.objects.filter(pk=crowd.pitch_day.pk).update(state="CONFIRMED")
    address = reverse("organise:results_release", args=["spring-2027"])
    client = sign_in("organiser")
    choices = list(client.get(address).context["form"].fields["second"].choices)
    sent = first_page(client, address, second=str(choices[-1][0]))
    told, done = answered(client, address, sent)
    # The world's sheets changed after the signature: planning is refused for that, and no longer for the number.
    assert (told, list(done.context["form"].errors)) == (MANY + 7, ["__all__"])


def test_many_mentors_told_of_their_teams_ask_for_the_number(world, sign_in):
    """M-01: the table of teams and mentors."""
    sent = {"step": "save"}
    for number in range(51):
        team = TeamFactory(cohort=world.cohort, number=100 + number)
        TeamMemberFactory(team=team, participant=ParticipantFactory(cohort=world.cohort))
        mentor = MentorFactory(cohort=world.cohort)
        sent |= {f"{team.key}_{mentor.side}": mentor.key}
    address = reverse("organise:teams_mentors", args=["spring-2027"])
    client = sign_in("organiser")
    sent = first_page(client, address) | sent
    assert "How many people are told?" in client.post(address, {**sent, "step": "look"}).content.decode()
    assert asks(client, address, sent) == (51, 51)


def test_a_new_round_told_to_many_judges_asks_for_the_number(world, sign_in):
    """M-01: the chair's yes."""
    PanelSeatFactory.create_batch(50, pitch_day=world.pitch_day)
    pitchdays.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    organiser = world.people["organiser"]
    pitchdays.ask_new_round(pitch_day=world.pitch_day, reason="Wrong", by=organiser, key="", now=START)
    address = reverse("judge:round_decide", args=[world.pitch_day.key])
    told = PanelSeat.objects.filter(pitch_day=world.pitch_day, left_at=None).count()
    client = sign_in("chair")
    assert client.post(address, {"act": "agree", "answer": ""}).status_code == 422
    assert asks(client, address, {"act": "agree", "answer": ""}) == (told, told)


def test_an_allocation_and_its_correction_ask_for_the_number(crowd, sign_in):
    """M-01: everybody in the teams and who answers for the challenges."""
    for place in crowd.crowd:
        TeamMemberFactory(team=crowd.team, participant=place)
    AllocationLineFactory(allocation=crowd.allocation, team=crowd.other_team, brief=crowd.other_brief)
    Brief.objects.update(state="PUBLISHED", places=2)
    Allocation.objects.filter(pk=crowd.allocation.pk).update(state="READY")
    client = sign_in("organiser")
    named = ["spring-2027", crowd.allocation.key]
    address = reverse("organise:allocation_publish", args=named)
    told, letters = asks(client, address, {"version": crowd.allocation.version})
    assert told == letters > MANY
    address = reverse("organise:allocation_correct", args=named)
    sent = first_page(client, address, why="Asked for", **{crowd.team.key: crowd.other_brief.key})
    looked = client.post(address, sent)
    assert (looked.status_code, "How many people are told?" in looked.content.decode()) == (200, True)
    told, letters = asks(client, address, {**sent, "sure": "1"})
    assert told == letters > MANY
