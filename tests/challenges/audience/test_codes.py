"""Codes: single, hashed, bound to the first browser; the door that gives them out."""

import pytest

from challenges.audience import services
from challenges.audience.codes import hashed, text_of
from challenges.audience.models import AudienceCode, Guest
from challenges.audience.services import errors
from config.wiring import ERASERS
from core.models import Event
from core.retention import enforce
from tests.factories.audience import GuestFactory, PollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(world):
    return GuestFactory(pitch_day=world.pitch_day, name="Noor Said")


def test_a_code_belongs_to_the_first_browser_that_uses_it(guest):
    """V-02: a photograph of it is of no use to a second phone."""
    text = text_of(guest.code)
    services.use_code(text=text.lower(), browser="first")
    assert services.use_code(text=text, browser="first").guest == guest
    with pytest.raises(errors.CodeTaken):
        services.use_code(text=text, browser="second")


def test_one_browser_holds_one_code_of_a_day(world, guest):
    """V-01: who picks up a pile of cards votes once with each phone."""
    services.use_code(text=text_of(guest.code), browser="phone")
    with pytest.raises(errors.PhoneHasCode):
        services.use_code(text=text_of(world.audience_card), browser="phone")


def test_a_browsers_own_code_gives_way_to_a_real_one(world, guest, pick):
    poll = PollFactory(pitch_day=world.pitch_day, needs_code=False)
    services.open_poll(poll=poll, by=world.people["organiser"])
    own = services.cast_without_code(poll=poll, picks=[pick(poll, "Health")], browser="phone").code
    services.use_code(text=text_of(guest.code), browser="phone")
    own.refresh_from_db()
    assert own.browser == ""


def test_the_text_of_a_code_stands_nowhere(world, guest):
    """V-02: the table holds a keyed hash; the text comes from the site's secret, and can be printed again."""
    text = text_of(guest.code)
    row = AudienceCode.objects.filter(pk=guest.code.pk).values().get()
    assert [name for name, value in row.items() if text in str(value)] == []
    assert (len(row["digest"]), text_of(AudienceCode.objects.get(pk=guest.code.pk))) == (64, text)


def test_cards_outlive_a_change_of_the_sites_key(settings, guest):
    text = text_of(guest.code)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert (text_of(guest.code), services.use_code(text=text, browser="phone").guest) == (text, guest)
    settings.SECRET_KEY_FALLBACKS = []
    assert text_of(guest.code) == ""


def test_a_named_code_waits_until_its_holder_is_there(world):
    guest = GuestFactory(pitch_day=world.pitch_day, present_at=None)
    with pytest.raises(errors.NotCheckedIn):
        services.use_code(text=text_of(guest.code), browser="phone")
    services.check_in(guest=guest, by=world.people["organiser"])
    assert services.use_code(text=text_of(guest.code), browser="phone").browser == hashed("phone")


def test_a_new_code_keeps_the_vote_and_ends_the_old_text(world, guest, open_poll, cast, pick):
    """V-01: a lost phone gives nobody a second vote."""
    old = text_of(guest.code)
    cast(open_poll, services.use_code(text=old, browser="lost"), "Health")
    renewed = services.renew_code(guest=guest, by=world.people["organiser"])
    with pytest.raises(errors.NotACode):
        services.use_code(text=old, browser="lost")
    cast(open_poll, services.use_code(text=text_of(renewed), browser="found"), "Housing")
    assert list(open_poll.votes.values_list("marks", flat=True)) == [1]


def test_cards_are_made_once_a_key_and_void_where_unused(world):
    day, organiser = world.pitch_day, world.people["organiser"]
    first = services.print_cards(pitch_day=day, number=12, by=organiser, key="k")
    again = services.print_cards(pitch_day=day, number=12, by=organiser, key="k")
    assert (first.batch, again.pk, day.audiencecodes.filter(batch=first.batch).count()) == (2, first.pk, 12)
    services.use_code(text=text_of(first), browser="phone")
    assert services.void_cards(pitch_day=day, batch=2, by=organiser) == 11
    unused = day.audiencecodes.filter(batch=2, browser="").first()
    with pytest.raises(errors.NotACode):
        services.use_code(text=text_of(unused), browser="other")
    with pytest.raises(errors.TooManyCards):
        services.print_cards(pitch_day=day, number=501, by=organiser)


def test_the_list_holds_everybody_once_with_their_group(world, everybody):
    """V-03: participants with their team, mentors and owners with the teams they help."""
    rows = Guest.objects.exclude(user=None).order_by("name").values_list("name", "kind", "employer", "own_teams")
    lantern, compass = world.team.key, world.other_team.key
    work = "Department for Work and Pensions"
    organisation = world.mentor.organisation.name
    assert [row for row in rows if row[1] != "JUDGE"] == [
        ("Farah Iqbal", "MENTOR", organisation, [lantern]),
        ("Hana Aziz", "PARTICIPANT", work, [lantern]),
        ("Leo Marks", "PARTICIPANT", "Calder & Finch", [lantern]),
        ("Rhys Morgan", "OWNER", "Leeds City Council", [lantern]),
        ("Tess Wynn", "PARTICIPANT", work, [compass]),
        ("Una Byrne", "OWNER", world.other_brief.owner.name, []),
    ]
    assert [row[0] for row in rows if row[1] == "JUDGE"] == ["Helen Marsh", "Idris Vaughan", "Priya Nair"]


def test_filling_again_adds_nobody_and_follows_a_move(world, everybody):
    world.place.membership.team = world.other_team
    world.place.membership.save()
    code = everybody["participant"]
    assert services.fill_guests(pitch_day=world.pitch_day, by=world.people["organiser"]) == 0
    code.guest.refresh_from_db()
    assert code.guest.own_teams == [world.other_team.key]


def test_a_walk_in_is_there_with_a_code_once_a_key(world):
    made = [
        services.walk_in(pitch_day=world.pitch_day, name="Ola Berg", by=world.people["organiser"], key="k")
        for _ in range(2)
    ]
    assert (made[0].pk == made[1].pk, made[0].present_at is not None, bool(text_of(made[0].code))) == (True, True, True)


def test_a_tick_is_taken_back_only_while_the_code_is_unused(world, guest):
    organiser = world.people["organiser"]
    assert services.check_out(guest=guest, by=organiser).present_at is None
    services.check_in(guest=guest, by=organiser)
    services.use_code(text=text_of(guest.code), browser="phone")
    with pytest.raises(errors.HasVotingCode):
        services.check_out(guest=guest, by=organiser)
    told = Event.objects.filter(event__startswith="guest.").order_by("pk").values_list("event", "subject_label")
    assert list(told) == [("guest.checked_out", "Noor Said"), ("guest.checked_in", "Noor Said")]


def test_guests_codes_and_questions_go_a_month_after_the_end_and_ballots_stay(world, hall, open_poll, cast, clock):
    """V-07: what is left of a vote is how many wanted what."""
    assert "challenges.erasers.audience" in ERASERS
    for code in hall(3):
        cast(open_poll, code, "Health")
    services.close_poll(poll=open_poll, by=world.people["organiser"])
    clock.forward(days=12 * 7 + 120)
    enforce(now=clock.now, cap=10_000)
    left = (Guest.objects.count(), AudienceCode.objects.count(), world.pitch_day.questions.count())
    assert (left, open_poll.ballots.count(), open_poll.uses.count()) == ((0, 0, 0), 3, 3)
