"""Answers to a team and to all, corrections, claims, the same question twice, the list of frequent ones."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs.questions import services
from challenges.briefs.questions.erasers import questions as erase
from challenges.briefs.questions.models import CLAIM
from challenges.briefs.questions.queries import answers_to_all, own_questions
from challenges.models import AnswerCorrection, Brief, BriefAnswer, BriefQuestion
from core.models import Event
from tests.challenges.briefs.questions.conftest import ask, everything_written, letters
from tests.clock import START
from tests.factories.cohorts import TeamMemberFactory

pytestmark = pytest.mark.django_db


def answer(asking, question, text="Two hundred.", **more):
    return services.answer_question(question=question, text=text, by=asking.owner, **more)


def to_all(asking, question, text="Two hundred.", wording="How many homes have sensors?"):
    return answer(asking, question, text, is_for_all=True, wording=wording)


def test_a_private_answer_reaches_the_team_and_nobody_else(asking):
    """O-02: no letter, page or list of another team has a word of it."""
    mate = TeamMemberFactory(team=asking.teams[0]).participant.user
    question = ask(asking, text="May our zqask visit?")
    answer(asking, question, "Yes, zqsaid.")
    assert letters("answered") == [("answered", user.email) for user in sorted([asking.members[0], mate], key=name)]
    written = everything_written()
    assert {address for address, words in written.items() if "zqsaid" in words} == {asking.members[0].email, mate.email}
    assert [row.given.text for row in own_questions(asking.brief, asking.teams[0])] == ["Yes, zqsaid."]
    assert (answers_to_all(asking.brief), own_questions(asking.brief, asking.teams[1])) == ([], [])
    assert "zqsaid" not in str(list(Event.objects.values_list("subject_label", "data")))


def name(user):
    return (user.last_name, user.pk)


def test_an_answer_to_all_goes_to_everybody_without_the_team(asking):
    """The asking team reads its own words, the others those that may be read; one letter a person."""
    question = ask(asking, text="We of Kite have 14 days: which homes have sensors?")
    for field, words in (("wording", {"wording": "What may kite see?"}), ("text", {"text": "Dear Kite, two."})):
        with pytest.raises(services.GivesTeamAway) as refused:
            to_all(asking, question, **words)
        assert refused.value.field == field
    with pytest.raises(services.WordingMissing):
        to_all(asking, question, wording=" ")
    to_all(asking, question)
    assert sorted(letters("answered")) == sorted(
        [("answered", asking.members[0].email), *(("answered_all", user.email) for user in asking.members[1:])]
    )
    written = everything_written()
    for user in asking.members[1:]:
        assert ("How many homes have sensors?" in written[user.email], "Kite" in written[user.email]) == (True, False)
    assert "We of Kite" in written[asking.members[0].email]
    assert [row.wording for row in answers_to_all(asking.brief)] == ["How many homes have sensors?"]


def test_a_second_answer_is_refused_and_the_same_key_answers_once(asking):
    question = ask(asking)
    first = answer(asking, question, key="k")
    assert answer(asking, question, key="k") == first
    with pytest.raises(services.AnsweredAlready):
        services.answer_question(question=question, text="Mine", by=asking.organiser)
    with pytest.raises(services.AnsweredAlready):
        services.claim_question(question=question, by=asking.organiser)
    assert (BriefAnswer.objects.count(), len(letters("answered"))) == (1, 1)


def test_nobody_else_answers(asking):
    with pytest.raises(PermissionDenied):
        services.answer_question(question=ask(asking), text="Mine", by=asking.members[1])
    with pytest.raises(services.NothingAnswered):
        answer(asking, BriefQuestion.objects.get(), "  ")


def test_a_claim_is_shown_until_it_lapses_or_is_let_go(asking, clock):
    question = ask(asking)
    services.claim_question(question=question, by=asking.owner)
    question = services.claim_question(question=question, by=asking.owner)
    assert (question.claimed_by, question.claimed_until(clock.now)) == (asking.owner, START + CLAIM)
    assert question.claimed_until(START + CLAIM) is None
    question = services.claim_question(question=question, by=asking.organiser)
    services.drop_claim(question=question, by=asking.owner)
    assert BriefQuestion.objects.get().claimed_by == asking.organiser
    services.drop_claim(question=question, by=asking.organiser)
    assert BriefQuestion.objects.get().claimed_until(clock.now) is None
    told = Event.objects.filter(event__in=("brief_question.claimed", "brief_question.let_go")).order_by("pk")
    assert [row.event.partition(".")[2] for row in told] == ["claimed", "claimed", "let_go"]


def test_a_correction_is_marked_and_told_to_everybody_who_could_read_it(asking, clock):
    private = answer(asking, ask(asking))
    public = to_all(asking, ask(asking, 1, "And when?"))
    later = clock.forward(hours=1)
    services.correct_answer(answer=private, text="Three hundred.", seen=1, by=asking.organiser)
    assert letters("corrected") == [("corrected", asking.members[0].email)]
    corrected = services.correct_answer(answer=public, text="In May.", wording="When?", seen=1, by=asking.owner)
    assert len(letters("corrected")) == 4
    assert (corrected.corrected_at, corrected.version) == (later, 2)
    assert list(AnswerCorrection.objects.values_list("text", "wording").order_by("pk")) == [
        ("Two hundred.", ""),
        ("Two hundred.", "How many homes have sensors?"),
    ]
    for refusal, words in (
        (services.AnsweredAlready, {"seen": 1}),
        (services.NothingChanged, {"text": "In May."}),
        (services.NothingAnswered, {"text": " "}),
        (services.GivesTeamAway, {"text": "Ask Loom."}),
        (services.WordingMissing, {"wording": ""}),
    ):
        with pytest.raises(refusal):
            services.correct_answer(
                answer=public, **{"text": "In June.", "wording": "When?", "seen": 2, "by": asking.owner, **words}
            )


def test_of_a_withdrawn_challenge_nothing_is_corrected_nor_merged(asking):
    """O-10: neither goes to anybody any more."""
    public = to_all(asking, ask(asking, 1, "And when?"))
    first, second = ask(asking), ask(asking, 2)
    Brief.objects.filter(pk=asking.brief.pk).update(state="WITHDRAWN")
    told = letters()
    with pytest.raises(services.NotOpen):
        services.correct_answer(answer=public, text="In May.", wording="When?", seen=1, by=asking.owner)
    for other in (first, public.question):
        with pytest.raises(services.NotOpen):
            services.merge_questions(question=second, same_as=other, by=asking.owner)
    assert letters() == told


def test_the_same_question_is_answered_once_to_each_team(asking):
    """Merged before the answer and after it; the teams learn nothing of each other."""
    first, second = ask(asking, text="zqfirst?"), ask(asking, 1, "zqsecond?")
    again, late = ask(asking, text="zqagain?"), ask(asking, 2, "zqlate?")
    for row in (second, again):
        services.merge_questions(question=row, same_as=first, by=asking.organiser)
    services.merge_questions(question=second, same_as=first, by=asking.organiser)
    answer(asking, first)
    # Into one that was itself the same as another.
    services.merge_questions(question=late, same_as=BriefQuestion.objects.get(pk=second.pk), by=asking.owner)
    assert sorted(letters("answered")) == sorted(("answered", user.email) for user in asking.members)
    rows = BriefQuestion.objects.order_by("pk")
    assert [(row.state, row.given.text) for row in rows] == [("ANSWERED", "Two hundred.")] * 4
    written = everything_written()
    assert ["zqfirst" in written[user.email] for user in asking.members] == [True, False, False]
    with pytest.raises(services.NotOpen):
        services.part_questions(question=late, by=asking.owner)


def test_a_merge_is_undone_until_it_is_answered(asking):
    first, second, third = (ask(asking, number) for number in range(3))
    services.merge_questions(question=first, same_as=second, by=asking.owner)
    # What is the same as first goes along with it.
    services.merge_questions(question=second, same_as=third, by=asking.owner)
    assert set(BriefQuestion.objects.exclude(pk=third.pk).values_list("state", "same_as")) == {("MERGED", third.pk)}
    for _twice in range(2):
        services.part_questions(question=first, by=asking.owner)
    answer(asking, third)
    assert list(BriefQuestion.objects.order_by("pk").values_list("state", flat=True)) == [
        "OPEN",
        "ANSWERED",
        "ANSWERED",
    ]
    other = services.ask_question(brief=asking.briefs[1], team=asking.teams[0], text="Elsewhere?", by=asking.members[0])
    for same_as in (other, first):
        with pytest.raises(services.NotTheSame):
            services.merge_questions(question=first, same_as=same_as, by=asking.organiser)


def test_the_list_of_frequent_questions_keeps_its_order(asking):
    made = [to_all(asking, ask(asking, text=f"{n}?"), wording=f"Number {n}?") for n in range(3)]
    for one in (*made, made[0]):
        services.list_answer(answer=one, by=asking.owner)
    services.shift_answer(answer=made[2], step=-1, by=asking.owner)
    services.shift_answer(answer=made[0], step=-1, by=asking.owner)
    assert listed(asking) == ["Number 0?", "Number 2?", "Number 1?"]
    services.unlist_answer(answer=made[0], by=asking.organiser)
    assert (listed(asking), len(answers_to_all(asking.brief))) == (["Number 2?", "Number 1?"], 3)
    with pytest.raises(services.OnlyToAll):
        services.list_answer(answer=answer(asking, ask(asking, 1)), by=asking.owner)


def listed(asking):
    return [row.wording for row in answers_to_all(asking.brief) if row.place]


def test_questions_are_erased_a_year_after_the_cohort(asking, clock):
    to_all(asking, ask(asking))
    last = asking.cohort.ends_on
    assert erase(START + timedelta(days=(last - START.date()).days + 300), False) == [("questions about challenges", 0)]
    assert erase(START + timedelta(days=(last - START.date()).days + 400), False) == [("questions about challenges", 1)]
    assert (BriefQuestion.objects.count(), BriefAnswer.objects.count()) == (0, 0)
