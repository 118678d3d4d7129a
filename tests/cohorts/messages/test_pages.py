"""The organisers' pages about mail, over HTTP."""

from datetime import timedelta

import pytest

from cohorts.messages import services
from cohorts.messages.kinds import mail_kinds
from cohorts.messages.mail import ANNOUNCEMENT
from cohorts.messages.models import Mailing, MailText
from core.models import MessageState, OutboxMessage
from tests.clock import START
from tests.factories.cohorts import ParticipantFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
ONCE = "3f1c1d0e-6a53-4a2f-9b62-7f0a2f0c1a11"
LIST = "/organise/spring-2027/messages/"
NEW = "/organise/spring-2027/messages/new/"
TEXTS = "/organise/programmes/digital-skills/mail/"


@pytest.fixture(autouse=True)
def groups(monkeypatch):
    """Everybody of the cohort is one group, whatever higher features add."""
    monkeypatch.setattr("config.wiring.SEGMENTS", ["tests.cohorts.messages.groups.everybody"])


@pytest.fixture
def ade(sign_in):
    return sign_in("organiser")


def send(world, count, key="k", **changes):
    to = [UserFactory() for _number in range(count)]
    given = {"subject": "News", "body": "Hello {first_name}"} | changes
    return services.announce(cohort=world.cohort, to=to, key=key, by=world.people["organiser"], **given)


def written(**changes):
    return {
        "segment": "everybody",
        "subject": "News",
        "body": "Hello {first_name}",
        "once": ONCE,
        "step": "preview",
    } | changes


def mine():
    return Mailing.objects.filter(kind=ANNOUNCEMENT)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(world, ade, django_assert_num_queries, count):
    Mailing.objects.all().delete()
    for number in range(count):
        send(world, 2, key=str(number))
    with django_assert_num_queries(11):
        page = ade.get(LIST)
    assert len(page.context["rows"]) == count


def test_list_says_what_became_of_each(world, ade):
    first = send(world, 11, key="1", subject="First news")
    second = send(world, 2, key="2", subject="Second news")
    OutboxMessage.objects.filter(mailing_id=second.pk).update(state=MessageState.UNCERTAIN)
    text = ade.get(LIST).content.decode()
    assert "held until 10:10" in text
    assert "2 uncertain" in text
    assert f"/organise/spring-2027/messages/{first.key}/cancel/" in text
    assert f"/organise/spring-2027/messages/{second.key}/cancel/" not in text


def test_empty_list_teaches(world, ade):
    Mailing.objects.all().delete()
    assert "Nothing sent yet" in ade.get(LIST).content.decode()


@pytest.mark.parametrize("query", ["sort=body", "sort=sent_by__password", "page=0", "colour=red"])
def test_list_refuses_what_it_does_not_know(world, ade, query):
    """O-03: nothing but the allowed sorts."""
    assert ade.get(f"{LIST}?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_mailing_takes_the_same_queries_for_one_and_three(world, ade, django_assert_num_queries, count):
    mailing = send(world, count)
    with django_assert_num_queries(10):
        page = ade.get(f"{LIST}{mailing.key}/")
    assert len(page.context["rows"]) == count


def test_mailing_shows_what_needs_a_look_first(world, ade):
    """M-05: what is uncertain is shown to the organiser, first, and is not sent again."""
    mailing = send(world, 3)
    lost = OutboxMessage.objects.filter(mailing_id=mailing.pk).order_by("pk").last()
    OutboxMessage.objects.filter(pk=lost.pk).update(state=MessageState.UNCERTAIN, ended_at=START)
    page = ade.get(f"{LIST}{mailing.key}/")
    assert page.context["rows"][0][0].pk == lost.pk
    assert "It is not sent again by itself." in page.content.decode()


def test_mailing_of_another_cohort_is_not_found_here(world, ade):
    """O-01: a mailing is looked up through the cohort in the address."""
    mailing = send(world, 1)
    assert ade.get(f"/organise/elsewhere/messages/{mailing.key}/").status_code == 404
    Mailing.objects.filter(pk=mailing.pk).update(cohort=world.other_cohort)
    assert ade.get(f"{LIST}{mailing.key}/").status_code == 404


def test_held_mail_is_cancelled_once(world, ade):
    mailing = send(world, 11)
    for _again in range(2):
        assert ade.post(f"{LIST}{mailing.key}/cancel/").status_code == 302
    mailing.refresh_from_db()
    assert mailing.cancelled_at == START
    assert "This mail was cancelled." in ade.get(f"{LIST}{mailing.key}/").content.decode()


def test_mail_that_left_is_not_cancelled(world, ade, clock):
    mailing = send(world, 2)
    OutboxMessage.objects.filter(mailing_id=mailing.pk).update(state=MessageState.SENT)
    assert ade.post(f"{LIST}{mailing.key}/cancel/").status_code == 302
    mailing.refresh_from_db()
    assert mailing.cancelled_at is None
    assert ade.get(f"{LIST}{mailing.key}/cancel/").status_code == 405


def test_preview_sends_nothing(world, ade):
    """M-01: recipients are listed by name before anything goes."""
    page = ade.post(NEW, written())
    text = page.content.decode()
    assert (page.status_code, mine().count()) == (200, 0)
    for words in ("Hana Aziz", "Leo Marks", "Tess Wynn", "Hello Hana", "Send to 3 people"):
        assert words in text, words


def test_sending_twice_is_one_mailing(world, ade):
    data = written(step="send", seen="3")
    answers = [ade.post(NEW, data).headers["Location"] for _again in range(2)]
    assert answers == [f"{LIST}{mine().get().key}/"] * 2
    assert OutboxMessage.objects.filter(mailing_id=mine().get().pk).count() == 3


def test_change_the_text_keeps_what_was_typed(world, ade):
    page = ade.post(NEW, written(step="edit", subject="My news"))
    assert (page.status_code, page.context["form"]["subject"].value(), mine().count()) == (200, "My news", 0)


def test_group_that_changed_is_shown_again(world, ade):
    ParticipantFactory(cohort=world.cohort)
    page = ade.post(NEW, written(step="send", seen="3"))
    assert (page.status_code, mine().count()) == (422, 0)
    assert "The group has changed since the preview" in page.content.decode()
    assert 'value="4"' in page.content.decode()


@pytest.mark.parametrize(("typed", "sent"), [("", 0), ("50", 0), ("x", 0), ("\0", 0), ("51", 1)])
def test_more_than_fifty_must_be_typed(world, ade, typed, sent):
    """M-01: above fifty the number is typed."""
    for _number in range(48):
        ParticipantFactory(cohort=world.cohort)
    ade.post(NEW, written(step="send", seen="51", typed=typed))
    assert mine().count() == sent


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"segment": "nobody"}, "segment"),
        ({"segment": ""}, "segment"),
        ({"subject": ""}, "subject"),
        ({"subject": "a\0"}, "subject"),
        ({"subject": "x" * 10_000}, "subject"),
        ({"body": "x" * 10_000}, "body"),
        ({"body": "{user.password}"}, "body"),
        ({"body": "Hello {team}"}, "body"),
        ({"subject": "{0}"}, "subject"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "send"])
def test_wrong_words_are_named(world, ade, change, field, step):
    """M-03: what no mail has cannot be asked for."""
    page = ade.post(NEW, written(step=step, seen="3", **change))
    assert (page.status_code, list(page.context["form"].errors), mine().count()) == (422, [field], 0)


def test_line_break_in_a_subject_becomes_a_space(world, ade):
    """M-07: a subject stays one line."""
    ade.post(NEW, written(step="send", seen="3", subject="Hi\r\nBcc: all@example.com"))
    subjects = set(OutboxMessage.objects.filter(mailing_id=mine().get().pk).values_list("subject", flat=True))
    assert subjects == {"Hi Bcc: all@example.com"}


def test_markup_in_a_text_is_shown_as_text(world, ade):
    """M-04: neither markup nor links come to life in the preview."""
    text = ade.post(NEW, written(body="<script>x</script> https://evil.example")).content.decode()
    assert ("<script>x" in text, 'href="https://evil' in text) == (False, False)


def test_nobody_to_write_to_says_so(world, ade, monkeypatch):
    monkeypatch.setattr("config.wiring.SEGMENTS", [])
    assert "Nobody to write to yet" in ade.get(NEW).content.decode()


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(
        "config.wiring.MAIL_KINDS", ["cohorts.messages.mail.KINDS", "tests.cohorts.messages.groups.KINDS"]
    )
    return "tests.seat"


def test_texts_are_listed_without_the_announcement(world, ade, kind):
    page = ade.get(TEXTS)
    assert [row["name"] for row in page.context["rows"]] == ["files.harmful", "tests.seat"]
    assert sorted(mail_kinds()) == ["files.harmful", "messages.announcement", "tests.seat"]


def test_text_becomes_the_programmes_own(world, ade, kind):
    data = {"subject": "Seat on {visit}", "body": "See {link}", "step": "save"}
    assert ade.post(f"{TEXTS}{kind}/", data).status_code == 302
    assert list(MailText.objects.values_list("kind", "subject", "body")) == [(kind, "Seat on {visit}", "See {link}")]
    assert "your own" in ade.get(TEXTS).content.decode()


def test_text_is_tried_without_being_saved(world, ade, kind):
    page = ade.post(f"{TEXTS}{kind}/", {"subject": "Seat on {visit}", "body": "Hello {name}", "step": "preview"})
    text = page.content.decode()
    assert ("Seat on [the visit]" in text, "Hello Hana Aziz" in text, MailText.objects.count()) == (True, True, 0)


@pytest.mark.parametrize("step", ["save", "preview"])
@pytest.mark.parametrize("body", ["", "{visit.host.user.password}", "{seat}", "\0", "x" * 10_000])
def test_wrong_text_is_refused(world, ade, kind, body, step):
    """M-03: the fixed list of names holds for a programme's own words too."""
    page = ade.post(f"{TEXTS}{kind}/", {"subject": "S", "body": body, "step": step})
    assert (page.status_code, list(page.context["form"].errors), MailText.objects.count()) == (422, ["body"], 0)


def test_default_comes_back_after_asking(world, ade, kind):
    services.edit_mail_text(programme=world.programme, kind=kind, subject="Mine", body="B", by=None)
    assert "You have a seat on [the visit]" in ade.get(f"{TEXTS}{kind}/default/").content.decode()
    assert MailText.objects.count() == 1
    for _again in range(2):
        assert ade.post(f"{TEXTS}{kind}/default/").status_code == 302
    assert MailText.objects.count() == 0


@pytest.mark.parametrize("name", ["nothing", "messages.announcement", "..%2f..", "%00"])
def test_unknown_kind_is_not_found(world, ade, kind, name):
    assert ade.get(f"{TEXTS}{name}/").status_code == 404
    assert ade.get(f"{TEXTS}{name}/default/").status_code == 404


def test_hold_ends_by_itself(world, ade, clock):
    mailing = send(world, 11)
    clock.set(START + timedelta(minutes=11))
    assert ade.get(f"{LIST}{mailing.key}/").context["is_held"] is False
