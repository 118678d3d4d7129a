"""Times that owners offer: made, taken, given back, moved, withdrawn; on their pages; who is told."""

from datetime import UTC, datetime, timedelta

import pytest

from challenges.models import AllocationLine, MeetingOffer, OfferedTeam, TakenOffer
from challenges.work.offers import services
from challenges.work.offers.queries import meetings_of, offers_of, offers_to_team, times_of
from challenges.work.offers.services import Offer
from core.models import Event, OutboxMessage
from desk.calendar import weeks_with_entries
from desk.ground import Ground
from desk.tasks import tasks
from desk.week import MyWeek
from tests.clock import START
from tests.factories.challenges import AllocationLineFactory
from tests.factories.cohorts import ParticipantFactory, TeamFactory, TeamMemberFactory
from tests.factories.owners import MeetingOfferFactory, TakenOfferFactory

pytestmark = pytest.mark.django_db
SOON = START + timedelta(days=3)


@pytest.fixture
def ground(world):
    """Lantern and Compass work on the same challenge; nothing is offered."""
    MeetingOffer.objects.all().delete()
    AllocationLineFactory(allocation=world.allocation, team=world.other_team, brief=world.brief)
    return world


def offered(ground, **more):
    said = {"starts_at": SOON, "place": "Room 4", **more}
    return services.offer_times(brief=ground.brief, offer=Offer(**said), by=ground.people["challenge_owner"])


def letters(kind):
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("to__first_name", flat=True))


def happened():
    return list(Event.objects.filter(event__startswith="meeting_offer").order_by("pk").values_list("event", flat=True))


def test_times_in_a_row_are_offered_once_and_their_teams_told(ground):
    by, offer = ground.people["challenge_owner"], Offer(SOON, minutes=20, place="Room 4", in_a_row=3)
    for _press in range(2):
        services.offer_times(brief=ground.brief, offer=offer, by=by, key="one")
    starts = list(MeetingOffer.objects.in_order().values_list("starts_at", flat=True))
    assert starts == [SOON + timedelta(minutes=20 * number) for number in range(3)]
    assert (letters("offers.offered"), happened()) == (["Hana", "Leo", "Tess"], ["meeting_offer.made"] * 3)


def test_times_over_a_clock_change_are_as_long_as_they_say(ground):
    """D-02: 01:30 in London, then half an hour later, when clocks show 02:30 in the summer."""
    offered(ground, starts_at=datetime(2027, 3, 28, 0, 30, tzinfo=UTC), minutes=30, in_a_row=2)
    first, second = MeetingOffer.objects.in_order()
    assert second.starts_at - first.starts_at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"starts_at": START}, services.InThePast),
        ({"place": " "}, services.NowhereToMeet),
        ({"minutes": 4}, services.OutOfBounds),
        ({"places": 0}, services.OutOfBounds),
    ],
)
def test_nonsense_is_not_offered(ground, change, refusal):
    with pytest.raises(refusal):
        offered(ground, **change)
    assert (MeetingOffer.objects.count(), letters("offers.offered")) == (0, [])


def test_a_time_for_one_team_is_offered_to_it_alone(ground):
    services.offer_times(
        brief=ground.brief, offer=Offer(SOON, place="Room 4"), teams=[ground.team], by=ground.people["organiser"]
    )
    assert letters("offers.offered") == ["Hana", "Leo"]
    assert [len(offers_to_team(team)) for team in (ground.team, ground.other_team)] == [1, 0]
    offer = MeetingOffer.objects.get()
    with pytest.raises(services.NotOffered):
        services.take_offer(offer=offer, team=ground.other_team, by=ground.people["other_participant"])
    with pytest.raises(services.NotTheirTeam):
        services.offer_times(
            brief=ground.brief,
            offer=Offer(SOON, place="Room 4"),
            teams=[TeamFactory(cohort=ground.cohort, number=9)],
            by=ground.people["organiser"],
        )


def test_a_team_takes_a_time_once_and_all_concerned_are_told(ground):
    offer = offered(ground)
    for _press in range(2):
        services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
    assert (TakenOffer.objects.count(), letters("offers.taken")) == (1, ["Leo", "Rhys"])
    assert happened() == ["meeting_offer.made", "meeting_offer.taken"]
    with pytest.raises(services.TakenAlready):
        services.take_offer(offer=offer, team=ground.other_team, by=ground.people["other_participant"])
    assert meetings_of(ground.cohort) == [(SOON, "Lantern")]


def test_one_time_for_a_team_unless_the_owner_allows_more(ground):
    first, second, third = (offered(ground, is_extra=number == 2) for number in range(3))
    take = {"team": ground.team, "by": ground.people["participant"]}
    services.take_offer(offer=first, **take)
    with pytest.raises(services.HasAnother):
        services.take_offer(offer=second, **take)
    services.take_offer(offer=third, **take)
    assert set(TakenOffer.objects.values_list("offer", flat=True)) == {first.pk, third.pk}


def test_a_time_that_any_team_may_take_besides_leaves_the_one_time_open(ground, sign_in):
    """In either order; its page and This week say so too."""
    extra, usual = offered(ground, is_extra=True), offered(ground)
    take = {"team": ground.team, "by": ground.people["participant"]}
    services.take_offer(offer=extra, **take)
    assert len(times_of(ground.team, ground.brief.pk, START).taken) == 1
    assert times_of(ground.team, ground.brief.pk, START).free == 1
    context = sign_in("participant").get(f"/my/spring-2027/offers/{usual.key}/").context
    assert (context["may_take"], context["others"]) == (True, [])
    services.take_offer(offer=usual, **take)
    assert TakenOffer.objects.count() == 2


def test_a_time_is_given_back_until_its_hour_and_is_free_then(ground, clock):
    offer = offered(ground, give_back_hours=24)
    take = {"offer": offer, "team": ground.team, "by": ground.people["participant"]}
    services.take_offer(**take)
    clock.set(SOON - timedelta(hours=24, seconds=1))
    assert [services.give_back(**take) for _press in range(2)] == [True, False]
    assert (TakenOffer.objects.count(), letters("offers.given_back")) == (0, ["Leo", "Rhys"])
    services.take_offer(**take)
    clock.set(SOON - timedelta(hours=24))
    with pytest.raises(services.TooLateToGiveBack):
        services.give_back(**take)
    clock.set(SOON)
    with pytest.raises(services.HasBegun):
        services.take_offer(offer=offered_before(ground), team=ground.other_team, by=ground.people["other_participant"])


def offered_before(ground):
    return MeetingOfferFactory(brief=ground.brief, starts_at=SOON)


def test_moving_a_taken_time_needs_a_reason_and_tells_all_concerned(ground):
    offer = offered(ground)
    services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
    new = {"starts_at": SOON + timedelta(hours=2), "minutes": 30, "place": "Room 5", "by": ground.people["organiser"]}
    with pytest.raises(services.SayWhy):
        services.move_offer(offer=offer, **new)
    for _press in range(2):
        services.move_offer(offer=offer, reason="Council meets", **new)
    assert letters("offers.moved") == ["Hana", "Leo", "Rhys"]
    body = OutboxMessage.objects.filter(kind="offers.moved").first().body
    assert ("12:00 GMT" in body, "Room 5" in body, "Council meets" in body) == (True, True, True)
    assert happened() == ["meeting_offer.made", "meeting_offer.taken", "meeting_offer.moved"]


@pytest.mark.parametrize("hours", [1, 100])
def test_the_letter_says_give_it_back_only_while_that_is_possible(ground, hours):
    offer = offered(ground, give_back_hours=hours)
    services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
    new = {"starts_at": SOON + timedelta(hours=2), "minutes": 30, "place": "Room 4", "reason": "Council meets"}
    services.move_offer(offer=offer, by=ground.people["organiser"], **new)
    bodies = dict(OutboxMessage.objects.filter(kind="offers.moved").values_list("to__first_name", "body"))
    assert {name: "give the time back on its page" in body for name, body in bodies.items()} == {
        "Hana": hours == 1, "Leo": hours == 1, "Rhys": False,
    }  # fmt: skip


def test_a_taken_time_stays_on_the_owners_pages_after_a_correction(ground, sign_in):
    offer = offered(ground)
    services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
    AllocationLine.objects.all().delete()
    client = sign_in("challenge_owner")
    parts = client.get(f"/partner/briefs/{ground.brief.key}/").context["parts"]
    [lines] = [part.lines for part in parts if str(part.heading) == "Times to meet"]
    assert [(line.note, line.when) for line in lines] == [("Lantern", "Taken")]
    assert client.get("/partner/").context["briefs"][0].meetings == "1 time is taken."


def test_withdrawing_tells_who_took_it_and_nobody_where_nobody_did(ground):
    taken, free = offered(ground), offered(ground)
    services.take_offer(offer=taken, team=ground.team, by=ground.people["participant"])
    by = ground.people["challenge_owner"]
    services.withdraw_offer(offer=free, by=by)
    assert letters("offers.withdrawn") == []
    for _press in range(2):
        services.withdraw_offer(offer=taken, reason="I am ill", by=by)
    assert letters("offers.withdrawn") == ["Hana", "Leo"]
    with pytest.raises(services.WithdrawnAlready):
        services.move_offer(offer=taken, starts_at=SOON + timedelta(days=1), minutes=30, place="Room 4", by=by)
    assert meetings_of(ground.cohort) == []


def test_two_taps_take_a_time_and_a_third_person_is_told_that_it_is_gone(ground, sign_in):
    offer = offered(ground, link="https://example.com/call")
    page = sign_in("participant").get("/my/spring-2027/offers/").content.decode()
    address = f"/my/spring-2027/offers/{offer.key}/"
    assert address in page
    client = sign_in("participant")
    shown = client.get(address).content.decode()
    assert ("Take this time for my team" in shown, "https://example.com/call" in shown) == (True, False)
    assert client.post(f"{address}take/").status_code == 302
    assert "https://example.com/call" in client.get(address).content.decode()
    other = sign_in("other_participant")
    assert "Another team was faster" in other.post(f"{address}take/", follow=True).content.decode()
    client = sign_in("participant")
    told = [client.post(f"{address}give-back/", follow=True).context["messages"] for _press in range(2)]
    assert [str(message) for messages in told for message in messages] == [
        "Given back. Your team and the challenge owner are told.",
        "Your team does not have this time.",
    ]
    assert TakenOffer.objects.count() == 0


def test_a_mentor_reads_that_a_team_of_theirs_has_the_time(ground, sign_in):
    """And nothing that only a member can do; of another team's time no name."""
    mine, others = offered(ground, give_back_hours=1), offered(ground)
    services.take_offer(offer=mine, team=ground.team, by=ground.people["participant"])
    services.take_offer(offer=others, team=ground.other_team, by=ground.people["other_participant"])
    client = sign_in("mentor")
    pages = [client.get(f"/my/spring-2027/offers/{offer.key}/").content.decode() for offer in (mine, others)]
    assert ["Lantern has it." in page for page in pages] == [True, False]
    sentences = ("Another team", "Your team", "your team", "give it back", "Compass")
    assert [words for page in pages for words in sentences if words in page] == []


def test_an_offer_of_another_challenge_is_not_there(ground, sign_in):
    """O-01."""
    offer = MeetingOfferFactory(brief=ground.other_brief)
    address = f"/my/spring-2027/offers/{offer.key}/"
    assert sign_in("participant").get(address).status_code == 404
    assert sign_in("participant").post(f"{address}take/").status_code == 404
    assert sign_in("challenge_owner").get(f"/partner/offers/{offer.key}/move/").status_code == 404


def form(**more):
    return {
        "starts_at_day": "12", "starts_at_month": "3", "starts_at_year": "2027", "starts_at_time": "14:00",
        "minutes": "20", "place": "Room 4", "in_a_row": "2", "places": "1", "give_back_hours": "24", **more,
    }  # fmt: skip


def test_owner_offers_by_the_form_and_bad_input_is_told_by_the_field(ground, sign_in):
    """D-03: half past one does not exist on 28 March 2027."""
    client, address = sign_in("challenge_owner"), f"/partner/briefs/{ground.brief.key}/offers/new/"
    gap = form(starts_at_day="28", starts_at_time="1:30")
    for sent, field in ((gap, "starts_at"), (form(place=""), "place"), (form(starts_at_year="2026"), "starts_at")):
        refused = client.post(address, sent)
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    done = client.post(address, form(teams=[ground.team.key]))
    assert (done.status_code, MeetingOffer.objects.count()) == (302, 2)
    assert list(OfferedTeam.objects.values_list("team__name", flat=True)) == ["Lantern", "Lantern"]
    page = client.get(f"/partner/briefs/{ground.brief.key}/offers/").content.decode()
    assert ("14:20" in page, "Only for" in page) == (True, True)


def test_owner_moves_and_withdraws_by_the_forms(ground, sign_in):
    offer = offered(ground)
    services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
    client = sign_in("challenge_owner")
    sent = form(starts_at_time="15:00")
    assert client.post(f"/partner/offers/{offer.key}/move/", sent).status_code == 422
    assert client.post(f"/partner/offers/{offer.key}/move/", {**sent, "reason": "Later"}).status_code == 302
    assert client.post(f"/partner/offers/{offer.key}/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"/partner/offers/{offer.key}/withdraw/", {"reason": "Ill"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.starts_at.hour, offer.withdrawn_why) == (15, "Ill")


def test_this_week_and_the_calendar_have_the_times(ground):
    hana = ground.people["participant"]
    offer = offered(ground)
    offered_tasks = [task.title for task in tasks(MyWeek(ground.cohort, hana, START)) if "owner" in task.title]
    services.take_offer(offer=offer, team=ground.team, by=hana)
    [task] = [task for task in tasks(MyWeek(ground.cohort, hana, START)) if "owner" in task.title]
    assert (offered_tasks, task.title) == (
        ["Take a time with the owner of your challenge"],
        "Meet the owner of your challenge",
    )
    assert task.note == "Fri 12 Mar 2027, 10:00 GMT, in 3 days. Room 4"
    entries = [entry for span in weeks_with_entries(Ground(ground.cohort, START)) for entry in span.entries]
    assert [(one.title, one.note) for one in entries if "meeting" in one.title] == [
        ("1 meeting with a challenge owner", "Lantern 10:00")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_offers_ask_the_same_number_of_queries(ground, django_assert_num_queries, count):
    for _number in range(count):
        TakenOfferFactory(offer=MeetingOfferFactory(brief=ground.brief), team=ground.team)
    OfferedTeam.objects.create(offer=MeetingOfferFactory(brief=ground.brief), team=ground.team)
    with django_assert_num_queries(4):
        offers_of([ground.brief])
    with django_assert_num_queries(5):
        offers_to_team(ground.team)


def test_offering_to_more_than_fifty_asks_for_their_number(ground, sign_in):
    """M-01."""
    for _number in range(55):
        TeamMemberFactory(team=ground.team, participant=ParticipantFactory(cohort=ground.cohort))
    client, address = sign_in("challenge_owner"), f"/partner/briefs/{ground.brief.key}/offers/new/"
    assert (client.post(address, form()).status_code, letters("offers.offered")) == (422, [])
    assert client.post(address, form(typed="58")).status_code == 302
    assert len(letters("offers.offered")) == 58


def test_who_is_off_the_challenge_is_offered_nothing_more(ground):
    offer = offered(ground)
    AllocationLine.objects.filter(team=ground.team).delete()
    with pytest.raises(services.NotOffered):
        services.take_offer(offer=offer, team=ground.team, by=ground.people["participant"])
