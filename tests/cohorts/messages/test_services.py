"""Mailings: one message a person, held when many, cancelled in time, never doubled."""

from datetime import timedelta

import pytest

from cohorts.messages import services
from cohorts.messages.compose import LetterIncomplete, SubjectBroken
from cohorts.messages.mail import ANNOUNCEMENT
from cohorts.messages.models import Mailing, MailText
from core.audit.models import Event
from core.models import MessageState, OutboxMessage
from tests.clock import START
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def events(name):
    return [(event.actor_label, event.data) for event in Event.objects.filter(event=name)]


def mailings():
    """How many were made by the test itself."""
    return Mailing.objects.filter(kind=ANNOUNCEMENT).count()


def people(count):
    return [UserFactory(first_name=f"Ann{number}", last_name="Lee") for number in range(count)]


def announce(world, to, **changes):
    given = {"subject": "News", "body": "Hello {first_name}, see {site}", "key": "k1", "by": world.people["organiser"]}
    return services.announce(cohort=world.cohort, to=to, **(given | changes))


def test_announce_makes_one_message_a_person(world):
    """M-01: nobody sees another address."""
    to = people(3)
    mailing = announce(world, [*to, to[0]])
    messages = OutboxMessage.objects.filter(mailing_id=mailing.pk).order_by("pk")
    assert [(m.address, m.subject, m.body) for m in messages] == [
        (person.email, "News", f"Hello {person.first_name}, see http://localhost:8000/") for person in to
    ]
    assert (mailing.recipients, mailing.held_until) == (3, START)
    assert events("mailing.made") == [("Ade Bankole", {"people": 3, "kind": ANNOUNCEMENT})]


def test_same_key_makes_one_mailing(world):
    to = people(2)
    assert announce(world, to).pk == announce(world, to).pk
    assert (mailings(), OutboxMessage.objects.count(), len(events("mailing.made"))) == (1, 2, 1)


def test_many_are_held_ten_minutes(world):
    """M-01: mail to more than ten people can be called back."""
    mailing = announce(world, people(11))
    assert mailing.held_until == START + timedelta(minutes=10)
    assert set(OutboxMessage.objects.values_list("send_after", flat=True)) == {START + timedelta(minutes=10)}


def test_ten_are_not_held(world):
    assert announce(world, people(10)).held_until == START


def test_cancelled_mailing_is_never_sent(world):
    mailing = announce(world, people(11))
    done = services.cancel_mailing(mailing=mailing, by=world.people["organiser"])
    assert done.cancelled_at == START
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {MessageState.CANCELLED}
    assert events("mailing.cancelled") == [("Ade Bankole", {"people": 11})]


def test_cancelling_twice_is_one_effect(world):
    mailing = announce(world, people(11))
    for _again in range(2):
        services.cancel_mailing(mailing=mailing, by=world.people["organiser"])
    assert len(events("mailing.cancelled")) == 1


def test_mail_on_its_way_cannot_be_cancelled(world):
    mailing = announce(world, people(2))
    OutboxMessage.objects.update(state=MessageState.SENT)
    with pytest.raises(services.AlreadyOnItsWay):
        services.cancel_mailing(mailing=mailing, by=world.people["organiser"])
    assert events("mailing.cancelled") == []


def test_missing_value_blocks_everybodys_mail(world):
    """M-02: an empty placeholder sends nothing to anybody, and says whose it is."""
    to = people(2)
    MailText.objects.create(programme=world.programme, kind=ANNOUNCEMENT, subject="Hi {team}", body="x")
    facts = {to[0].pk: {"team": "Kite"}, to[1].pk: {"team": ""}}
    with pytest.raises(LetterIncomplete) as refused:
        services.notify(
            cohort=world.cohort, kind=ANNOUNCEMENT, to=to, facts=lambda user: facts[user.pk], by=None, key="1"
        )
    assert str(refused.value.message) == "Nothing was sent: {team} has no value for Ann1 Lee."
    assert (mailings(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["{user.password}", "{first_name.__class__}", "{0}", "{team}"])
def test_announcement_cannot_ask_for_what_it_does_not_have(world, text):
    """M-03: placeholders are a fixed list of names."""
    with pytest.raises(services.UnknownPlaceholders):
        announce(world, people(1), body=text)


def test_subject_with_a_line_break_is_refused(world):
    """M-07: no second header."""
    with pytest.raises(SubjectBroken):
        announce(world, people(1), subject="Hi\r\nBcc: all@example.com")
    assert OutboxMessage.objects.count() == 0


def test_name_in_a_mail_is_no_link(world):
    """M-04: a participant's name cannot phish through our mail."""
    person = UserFactory(first_name="https://evil.example", last_name="x")
    mailing = announce(world, [person], subject="Hello {name}", body="Dear {name}")
    message = OutboxMessage.objects.get(mailing_id=mailing.pk)
    assert (message.subject, message.body) == ("Hello https: //evil. example x", "Dear https: //evil. example x")


def test_programmes_own_words_stand_before_the_default(world):
    to = people(1)
    services.edit_mail_text(
        programme=world.programme, kind=ANNOUNCEMENT, subject="Bulletin of {cohort}", body="Dear {name}", by=None
    )
    services.notify(cohort=world.cohort, kind=ANNOUNCEMENT, to=to, facts={}, by=None, key="1")
    message = OutboxMessage.objects.get()
    assert (message.subject, message.body) == ("Bulletin of Spring 2027", "Dear Ann0 Lee")
    assert events("mail_text.edited") == [("Twelvefold", {"kind": ANNOUNCEMENT})]


def test_text_saved_unchanged_records_once(world):
    for _again in range(2):
        services.edit_mail_text(programme=world.programme, kind=ANNOUNCEMENT, subject="A", body="B", by=None)
    assert len(events("mail_text.edited")) == 1


def test_reset_brings_the_default_back(world):
    services.edit_mail_text(programme=world.programme, kind=ANNOUNCEMENT, subject="A", body="B", by=None)
    words = services.reset_mail_text(programme=world.programme, kind=ANNOUNCEMENT, by=world.people["organiser"])
    assert (words.subject, MailText.objects.count()) == ("News from {cohort}", 0)
    assert events("mail_text.reset") == [("Ade Bankole", {"kind": ANNOUNCEMENT})]


def test_preview_shows_three_and_the_longest(world):
    """M-02: real samples and the worst case."""
    to = [*people(4), UserFactory(first_name="Maximiliana Wilhelmina", last_name="Featherstonehaugh")]
    preview = services.preview_announcement(cohort=world.cohort, to=to, subject="News", body="Dear {name}")
    assert [letter.body for letter in preview.samples] == [
        "Dear Ann0 Lee",
        "Dear Ann1 Lee",
        "Dear Ann2 Lee",
        "Dear Maximiliana Wilhelmina Featherstonehaugh",
    ]
    assert (preview.count, preview.held_minutes, preview.must_type_count) == (5, 0, False)
    assert preview.names == [person.name for person in to]


def test_more_than_fifty_must_be_typed(world):
    """M-01: above fifty the number is typed."""
    preview = services.preview_mail(cohort=world.cohort, kind=ANNOUNCEMENT, to=people(51), facts={})
    assert (preview.must_type_count, preview.held_minutes) == (True, 10)


def test_announcing_to_nobody_is_refused(world):
    with pytest.raises(services.NobodyToWriteTo):
        announce(world, [])


def test_unknown_kind_raises(world):
    with pytest.raises(LookupError):
        services.preview_mail(cohort=world.cohort, kind="nothing.such", to=[], facts={})
