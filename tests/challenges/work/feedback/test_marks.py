"""Marks: apart until all are in, then shown to all at once; advice, never a part of the judging."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.models import MarkSheet
from challenges.work.feedback import services
from challenges.work.feedback.queries import marks_of
from challenges.work.feedback.services.errors import (
    LevelsMissing,
    MarksShown,
    NobodyChosen,
    NobodyGave,
    NoRubric,
    NotAHelper,
    SayWhy,
)
from core.models import Event, OutboxMessage
from tests.challenges.work.feedback.scene import HELPERS, ROLES, TEAM, prepare
from tests.clock import START

pytestmark = pytest.mark.django_db
SEES = [*TEAM, *HELPERS, "administrator"]


@pytest.fixture
def version(world):
    return prepare(world)


@pytest.fixture
def asked(world, version):
    people = [world.people[role] for role in ("mentor", "challenge_owner")]
    return services.ask_marks(version=version, of=people, by=world.people["organiser"])


def give(world, asked, role, *levels, words=""):
    sheet = asked.sheets.get(marker=world.people[role])
    chosen = dict(enumerate(levels or (1, 1)))
    return services.give_marks(sheet=sheet, levels=chosen, words=words, by=world.people[role])


def seers(world, sheet):
    return [role for role in ROLES if MarkSheet.objects.filter(pk=sheet.pk).visible_to(world.people[role]).exists()]


def letters():
    rows = OutboxMessage.objects.filter(kind__startswith="work_feedback.sheet").order_by("pk")
    return [(kind.removeprefix("work_feedback."), name) for kind, name in rows.values_list("kind", "to__first_name")]


def shown(world, version, role):
    [marks] = marks_of(version.submission, world.people[role])
    return [(one.sheet.marker.first_name, [(words, number) for _c, words, number in one.levels]) for one in marks.shown]


def test_nobody_sees_a_mark_of_another_before_all_are_in_then_all_do_at_once(world, version, asked):
    """O-02: one's own alone until the last is in."""
    first = give(world, asked, "mentor", 2, 0)
    assert seers(world, first) == ["mentor"]
    assert [shown(world, version, role) for role in SEES] == [[]] * 6
    second = give(world, asked, "challenge_owner", 0, 1, words="Bold.")
    assert [seers(world, sheet) for sheet in (first, second)] == [SEES, SEES]
    told = [
        ("Farah", [("What people do", 3), ("One", 1)]),
        ("Rhys", [("Opinions", 1), ("Several", 2)]),
    ]
    assert [shown(world, version, role) for role in SEES] == [told] * 6
    team = [("sheets_shown", "Hana"), ("sheets_shown", "Leo")]
    assert letters() == [("sheet_asked", "Farah"), ("sheet_asked", "Rhys"), *team]
    with pytest.raises(MarksShown):
        give(world, asked, "mentor", 0, 0)


def test_marks_are_changed_until_they_are_shown_and_asked_for_once(world, version, asked):
    give(world, asked, "mentor", 0, 0)
    assert give(world, asked, "mentor", 1, 1).levels == {"0": 1, "1": 1}
    again = services.ask_marks(version=version, of=[world.people["mentor"]], by=world.people["organiser"])
    assert (again.pk, asked.sheets.count(), len(letters())) == (asked.pk, 2, 2)
    assert Event.objects.filter(event="work_marks.given").count() == 1


def test_organisers_show_them_early_with_a_reason_and_nobody_else(world, version, asked):
    release = {"round_": asked, "reason": "Rhys is ill."}
    with pytest.raises(NobodyGave):
        services.release_marks(**release, by=world.people["organiser"])
    give(world, asked, "mentor")
    for role in ("mentor", "challenge_owner", "participant", "other_organiser"):
        with pytest.raises(PermissionDenied):
            services.release_marks(**release, by=world.people[role])
    with pytest.raises(SayWhy):
        services.release_marks(round_=asked, reason=" ", by=world.people["organiser"])
    released = services.release_marks(**release, by=world.people["organiser"])
    assert (released.shown_at, released.reason) == (START, "Rhys is ill.")
    assert shown(world, version, "participant") == [("Farah", [("Interviews", 2), ("Several", 2)])]
    with pytest.raises(MarksShown):
        give(world, asked, "challenge_owner")


def test_a_level_is_wanted_for_each_criterion_as_the_rubric_was_when_asked(world, version, asked):
    world.milestone.rubric = ""
    world.milestone.save()
    for levels in ({0: 1}, {0: 3, 1: 0}, {0: -1, 1: 0}):
        sheet = asked.sheets.get(marker=world.people["mentor"])
        with pytest.raises(LevelsMissing):
            services.give_marks(sheet=sheet, levels=levels, by=world.people["mentor"])
    assert give(world, asked, "mentor", 2, 1).handed_in_at == START
    version.submission.milestone.refresh_from_db()
    with pytest.raises(NoRubric):
        services.ask_marks(version=version, of=[world.people["mentor"]], by=world.people["organiser"])


def test_only_helpers_are_asked_and_somebody_has_to_be(world, version):
    for of, why in (([world.people["judge"]], NotAHelper), ([], NobodyChosen)):
        with pytest.raises(why):
            services.ask_marks(version=version, of=of, by=world.people["organiser"])


def test_who_left_gives_no_marks_and_reads_none(world, version, asked):
    """O-06."""
    sheet = give(world, asked, "mentor")
    world.mentor.left_at = START
    world.mentor.save()
    assert seers(world, sheet) == []
    with pytest.raises(PermissionDenied):
        give(world, asked, "mentor")


def test_marks_are_asked_for_given_and_shown_on_pages_that_say_they_are_advice(world, sign_in, version):
    client = sign_in("organiser")
    ask = reverse("organise:marks_ask", args=["spring-2027", version.submission.key])
    assert client.post(ask, {"of": ""}).status_code == 422
    client.post(ask, {"of": [world.people["mentor"].pk, world.people["organiser"].pk]})
    own, theirs = (MarkSheet.objects.get(marker=world.people[role]) for role in ("organiser", "mentor"))
    client.post(reverse("organise:mark_sheet", args=["spring-2027", own.key]), {"c0": "0", "c1": "1"})
    mentor = sign_in("mentor")
    page = reverse("my:mark_sheet", args=["spring-2027", theirs.key])
    assert mentor.post(page, {"c0": "0"}).status_code == 422
    assert "play no part in the pitch day" in mentor.get(page).content.decode()
    feedback = reverse("my:work_feedback", args=["spring-2027", version.submission.key])
    assert "What people do" not in sign_in("participant").get(feedback).content.decode()
    sign_in("mentor").post(page, {"c0": "2", "c1": "0", "words": "Go on."})
    seen = sign_in("participant").get(feedback).content.decode()
    assert [words in seen for words in ("What people do", "Go on.", "play no part in the pitch day")] == [True] * 3
    release = reverse("organise:marks_release", args=["spring-2027", own.round.key])
    assert "shown already" in sign_in("organiser").get(release).content.decode()
