"""Writing a challenge: merged by field, never lost, submitted when the required answers are there."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs.intake import services
from challenges.briefs.intake.questions import QUESTIONS, REQUIRED, STEPS
from challenges.briefs.intake.services import digest, save_answers
from challenges.briefs.services import QuestionTaken
from challenges.briefs.workflow import BriefState
from challenges.models import Brief, BriefVersion
from core.audit.models import Event
from tests.challenges.briefs.intake.conftest import ANSWERS


def events(*names):
    return list(Event.objects.filter(event__in=names).order_by("pk").values_list("event", flat=True))


def marks(brief, *names):
    return {name: digest(getattr(brief, name)) for name in names}


def test_the_form_asks_for_every_text_once_and_nothing_else():
    asked = [name for step in STEPS for name in step.fields]
    assert len(asked) == len(set(asked)) == len(QUESTIONS)
    assert set(ANSWERS) == set(REQUIRED)
    assert set(QUESTIONS) - set(REQUIRED) == {"public_learn", "kept_private"}


def test_save_writes_what_changed_and_tells_the_history_once_in_ten_minutes(draft, challenge_owner, clock):
    seen = marks(draft, "summary", "need")
    saved = save_answers(brief=draft, answers={"summary": "Damp", "need": ""}, seen=seen, by=challenge_owner)
    assert (saved.changed, saved.clashes, saved.brief.revision) == (["summary"], {}, 1)
    clock.forward(minutes=2)
    again = save_answers(
        brief=draft, answers={"summary": "Damp homes"}, seen=marks(saved.brief, "summary"), by=challenge_owner
    )
    assert (Brief.objects.get(pk=draft.pk).summary, again.brief.revision) == ("Damp homes", 2)
    assert events("brief.written") == ["brief.written"]
    clock.forward(minutes=30)
    save_answers(brief=draft, answers={"summary": "Damp"}, seen=marks(again.brief, "summary"), by=challenge_owner)
    assert events("brief.written") == ["brief.written", "brief.written"]


def test_two_who_write_different_answers_both_keep_theirs(draft, challenge_owner, organiser):
    seen = marks(draft, "summary", "need")
    save_answers(brief=draft, answers={"summary": "Hers", "need": ""}, seen=seen, by=challenge_owner)
    saved = save_answers(brief=draft, answers={"summary": "", "need": "His"}, seen=seen, by=organiser)
    assert (saved.changed, saved.clashes) == (["need"], {})
    brief = Brief.objects.get(pk=draft.pk)
    assert (brief.summary, brief.need) == ("Hers", "His")


def test_two_who_write_the_same_answer_lose_nothing(draft, challenge_owner, organiser):
    seen = marks(draft, "summary", "need")
    save_answers(brief=draft, answers={"summary": "Hers"}, seen=seen, by=challenge_owner)
    saved = save_answers(brief=draft, answers={"summary": "His", "need": "Both"}, seen=seen, by=organiser)
    assert (saved.changed, saved.clashes) == (["need"], {"summary": "Hers"})
    assert Brief.objects.get(pk=draft.pk).summary == "Hers"
    # Having seen the other text, the person decides.
    save_answers(brief=draft, answers={"summary": "His and hers"}, seen={"summary": digest("Hers")}, by=organiser)
    assert Brief.objects.get(pk=draft.pk).summary == "His and hers"


def test_the_same_text_from_two_is_no_clash(draft, challenge_owner, organiser):
    seen = marks(draft, "summary")
    save_answers(brief=draft, answers={"summary": "Same"}, seen=seen, by=challenge_owner)
    saved = save_answers(brief=draft, answers={"summary": "Same"}, seen=seen, by=organiser)
    assert (saved.changed, saved.clashes) == ([], {})


@pytest.mark.parametrize("state", [state for state in BriefState if state not in ("DRAFT", "CHANGES")])
def test_nothing_is_written_once_it_is_out_of_hand(draft, challenge_owner, state):
    Brief.objects.filter(pk=draft.pk).update(state=state)
    with pytest.raises(services.NotBeingWritten):
        save_answers(brief=draft, answers={"summary": "Late"}, seen=marks(draft, "summary"), by=challenge_owner)
    assert Brief.objects.get(pk=draft.pk).summary == ""


def test_a_question_that_the_cohort_has_is_refused_and_an_empty_one_is_not(world, draft, challenge_owner):
    answers = {"question": world.brief.question}
    with pytest.raises(QuestionTaken):
        save_answers(brief=draft, answers=answers, seen=marks(draft, "question"), by=challenge_owner)
    other = Brief.objects.create(cohort=world.cohort, owner=world.brief.owner, made_at=draft.made_at)
    assert str(other) == "A challenge of Leeds City Council, not written yet"


def test_submit_keeps_a_version(whole, challenge_owner):
    services.submit_whole(brief=whole, by=challenge_owner)
    brief = Brief.objects.get(pk=whole.pk)
    version = BriefVersion.objects.get(brief=brief)
    assert (brief.state, version.number, version.why, version.made_by) == ("SUBMITTED", 1, "submitted", challenge_owner)
    assert version.texts["need"] == ANSWERS["need"]
    assert events("brief.submitted") == ["brief.submitted"]


def test_submit_names_what_is_missing_and_hints_stop_nobody(whole, challenge_owner):
    Brief.objects.filter(pk=whole.pk).update(need="", sponsor_email="")
    with pytest.raises(services.AnswersMissing) as refused:
        services.submit_whole(brief=whole, by=challenge_owner)
    assert refused.value.fields == ["need", "sponsor_email"]
    thin = {"question": "How might we build an app?", "need": "Many.", "sponsor_email": "dele.akande@example.com"}
    Brief.objects.filter(pk=whole.pk).update(**thin)
    services.submit_whole(brief=whole, by=challenge_owner)
    assert Brief.objects.get(pk=whole.pk).state == "SUBMITTED"


@pytest.mark.parametrize("role", ["other_owner", "participant", "mentor", "host", "stranger"])
def test_nobody_else_submits(world, whole, role):
    """O-05: whoever calls the service."""
    with pytest.raises(PermissionDenied):
        services.submit_whole(brief=whole, by=world.people[role])
    assert BriefVersion.objects.filter(brief=whole).count() == 0


def test_a_second_submission_keeps_the_first_version(whole, challenge_owner):
    services.submit_whole(brief=whole, by=challenge_owner)
    Brief.objects.filter(pk=whole.pk).update(state="CHANGES", need="2,000 homes, by our records of this winter.")
    services.submit_whole(brief=whole, by=challenge_owner)
    versions = BriefVersion.objects.filter(brief=whole).order_by("number")
    assert [(version.number, version.texts["need"][:5]) for version in versions] == [(1, "1,900"), (2, "2,000")]
