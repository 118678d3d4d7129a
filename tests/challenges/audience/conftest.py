"""An audience: guests with codes, polls that are open."""

import pytest

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.models import AudienceCode, PollOption
from challenges.audience.services.codes import new_browser
from tests.factories.audience import GuestFactory, PollFactory


@pytest.fixture
def hall(world):
    """hall(5) gives five guests of the world's pitch day with codes that a browser uses each."""

    def fill(number, **fields):
        guests = [GuestFactory(pitch_day=world.pitch_day, **fields) for _ in range(number)]
        return [services.use_code(text=text_of(guest.code), browser=new_browser()) for guest in guests]

    return fill


@pytest.fixture
def open_poll(world):
    """A poll of the world's day that takes votes."""
    poll = PollFactory(pitch_day=world.pitch_day, question="Housing or health?")
    return services.open_poll(poll=poll, by=world.people["organiser"])


@pytest.fixture
def prize(world):
    """The people's prize, open; nobody votes for the own team or the own employer."""
    organiser = world.people["organiser"]
    made = services.save_prize(pitch_day=world.pitch_day, question="Which team?", bars_own_employer=True, by=organiser)
    return services.open_poll(poll=made, by=organiser)


@pytest.fixture
def pick():
    """pick(poll, "Health") gives the key of that answer."""
    return lambda poll, label: PollOption.objects.get(poll=poll, label=label).key


@pytest.fixture
def cast(pick):
    """cast(poll, code, "Health") votes."""
    return lambda poll, code, *labels, **when: services.cast_vote(
        poll=poll, picks=[pick(poll, label) for label in labels], by=code, **when
    )


@pytest.fixture
def everybody(world):
    """The check-in list filled, by the role of the cast: everybody["participant"] is Hana's code."""
    services.fill_guests(pitch_day=world.pitch_day, by=world.people["organiser"], with_judges=True)
    codes = AudienceCode.objects.filter(pitch_day=world.pitch_day).select_related("guest__user")
    of_user = {code.guest.user_id: code for code in codes if code.guest and code.guest.user_id}
    return {role: of_user[user.pk] for role, user in world.people.items() if user.pk in of_user}
