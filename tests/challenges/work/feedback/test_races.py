"""The same act twice at the same moment, on a database with real locks: one effect, one letter each."""

import pytest

from challenges.models import MarkRound
from challenges.work.feedback import services
from challenges.work.feedback.services.errors import AskedAlready, NothingToSend
from core.models import OutboxMessage
from tests.challenges.work.feedback.scene import prepare, say
from tests.clock import START

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def version(world):
    return prepare(world)


def letters(kind):
    return OutboxMessage.objects.filter(kind=f"work_feedback.{kind}").count()


def test_feedback_sent_twice_at_once_writes_one_letter_to_each(world, version, race):
    for text in ("One", "Two"):
        say(world, version, text=text)
    send = {"submission": version.submission, "by": world.people["mentor"]}
    found = race(*[lambda: services.send_feedback(**send)] * 2)
    assert sorted(type(one) is NothingToSend for one in found) == [False, True]
    assert letters("sent") == 2


def test_the_last_two_marks_at_once_are_shown_once(world, version, race):
    people = [world.people[role] for role in ("mentor", "challenge_owner")]
    asked = services.ask_marks(version=version, of=people, by=world.people["organiser"])
    sheets = list(asked.sheets.select_related("marker").order_by("pk"))

    def give(sheet):
        return services.give_marks(sheet=sheet, levels={0: 1, 1: 1}, by=sheet.marker)

    race(*[lambda sheet=sheet: give(sheet) for sheet in sheets])
    assert (MarkRound.objects.get().shown_at, letters("sheets_shown")) == (START, 2)


def test_two_of_a_team_who_ask_the_same_person_at_once_ask_once(world, version, race):
    def ask(role):
        people = {"of": world.people["mentor"], "by": world.people[role]}
        return services.ask_feedback(version=version, question="Clear?", due_on=START.date(), **people)

    found = race(lambda: ask("participant"), lambda: ask("team_mate"))
    assert sorted(type(one) is AskedAlready for one in found) == [False, True]
    assert letters("asked") == 1
