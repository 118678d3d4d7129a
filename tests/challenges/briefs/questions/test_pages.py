"""Pages of questions over HTTP: for teams, and for those who answer behind both doors."""

import pytest
from django.urls import reverse

from challenges.briefs.questions import services
from challenges.models import Brief, BriefAnswer, BriefQuestion, ChoosingRules
from cohorts.models import Team
from core.models import OutboxMessage
from core.people import invitations
from desk.ground import Ground
from desk.today.decide_challenges import questions as for_organisers
from desk.today.waiting import questions as for_owners
from tests.challenges.briefs.questions.conftest import ask, letters
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.cohorts import ParticipantFactory, TeamFactory, TeamMemberFactory
from tests.factories.questions import BriefAnswerFactory, BriefQuestionFactory

pytestmark = pytest.mark.django_db
# The same with few questions and with those of four hundred teams.
RUN_QUERIES = 12
OWN_QUERIES = 9
TEXT = "Which homes have sensors now?"


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def come_as(client):
    def somebody(user):
        client.force_login(user)
        return client

    return somebody


def asked_at(asking, brief=None):
    return reverse("my:brief_asked", args=[asking.cohort.slug, (brief or asking.brief).key])


def question_at(question, door="partner", act=""):
    name = f"{door}:brief_question{act}"
    return reverse(name, args=[question.key] if door == "partner" else [question.cohort.slug, question.key])


def test_a_team_asks_after_it_was_offered_what_is_like_it(asking, come_as):
    """Without scripts: the offer, asking all the same, own questions with their states, withdrawing."""
    shared = services.answer_question(
        question=ask(asking, 1, "Sensors?"), text="<b>Two</b>\nhundred", is_for_all=True,
        wording="How many homes have sensors?", by=asking.owner,
    )  # fmt: skip
    client, address = come_as(asking.members[0]), asked_at(asking)
    offered = client.post(address, {"text": TEXT})
    assert (offered.status_code, [(one.words, row) for one, _words, row in offered.context["like"]]) == (
        200,
        [(("home", "sensor"), shared)],
    )
    body = offered.content.decode()
    assert ("&lt;b&gt;Two&lt;/b&gt;<br>hundred" in body, TEXT in body) == (True, True)
    done = client.post(address, {"text": TEXT, "sure": "1"}, follow=True)
    assert said(done) == ["Your question is on its way. Your team is told when it is answered."]
    question = done.context["reading"].own[0]
    assert client.post(address, {"text": " "}).status_code == 422
    away = reverse("my:brief_question_withdraw", args=[asking.cohort.slug, question.key])
    assert said(client.post(away, follow=True)) == ["The question is withdrawn."]
    services.list_answer(answer=shared, by=asking.owner)
    brief_page = client.get(reverse("my:brief", args=[asking.cohort.slug, asking.brief.key])).content.decode()
    assert ("How many homes have sensors?" in brief_page, address in brief_page) == (True, True)


def test_after_closing_the_form_says_so(asking, come_as, clock):
    services.set_date(brief=asking.brief, closes_at=clock.now.replace(hour=12), by=asking.organiser)
    client = come_as(asking.members[0])
    assert "Tue 9 Mar 2027, 12:00 GMT</time>, in 2 hours" in client.get(asked_at(asking)).content.decode()
    clock.forward(hours=2)
    page = client.get(asked_at(asking)).content.decode()
    assert ("Questions closed" in page, 'name="text"' in page) == (True, False)
    late = client.post(asked_at(asking), {"text": TEXT})
    assert (late.status_code, TEXT in late.content.decode(), BriefQuestion.objects.count()) == (422, True, 0)


def test_a_challenge_that_is_not_out_has_no_questions_page(asking, come_as):
    """O-10: for nobody of the cohort, its organisers and owner, and the team's own questions neither."""
    question = ask(asking)
    Brief.objects.filter(pk=asking.brief.pk).update(state="WITHDRAWN")
    withdraw = reverse("my:brief_question_withdraw", args=[asking.cohort.slug, question.key])
    for user in (*asking.members, asking.owner, asking.organiser):
        assert come_as(user).get(asked_at(asking)).status_code == 404
    assert come_as(asking.members[0]).post(withdraw).status_code == 404
    assert (
        come_as(asking.organiser).get(reverse("organise:questions", args=[asking.cohort.slug])).context["lines"] == []
    )


def test_another_team_finds_nothing_of_it(asking, come_as):
    """O-02: the same bytes with a private question and without, and its addresses are 404."""
    client = come_as(asking.members[1])
    pages = [asked_at(asking), reverse("my:brief", args=[asking.cohort.slug, asking.brief.key])]
    before = [body(client, page) for page in pages]
    question = ask(asking, text="zqask: may we visit?")
    services.answer_question(question=question, text="zqsaid", by=asking.owner)
    merged = ask(asking, 2, "zqother?")
    services.merge_questions(question=merged, same_as=question, by=asking.owner)
    after = [body(client, page) for page in pages]
    assert [line for pair in zip(after, before, strict=True) for line in set(pair[0]) ^ set(pair[1])] == []
    withdraw = reverse("my:brief_question_withdraw", args=[asking.cohort.slug, question.key])
    assert client.post(withdraw).status_code == 404
    for door in ("partner", "organise"):
        assert client.get(question_at(question, door)).status_code == 404
    assert come_as(asking.members[2]).get(asked_at(asking)).content.decode().count("zqsaid") == 1


def body(client, address):
    """The page without what is drawn anew each time."""
    lines = client.get(address).content.decode().splitlines()
    anew = ("csrfmiddlewaretoken", "x-csrftoken", 'name="once"')
    return [line for line in lines if not any(word in line for word in anew)]


def test_an_owner_claims_looks_and_sends_to_all(asking, come_as):
    """What was looked at is what is sent; another text is shown first again."""
    question, client = ask(asking, text="We of Kite: which homes?"), come_as(asking.owner)
    address = question_at(question)
    assert 'name="wording"' not in client.get(address).content.decode()
    client.post(question_at(question, act="_claim"))
    assert client.get(address).context["ask_form"].initial["wording"] == "We of Kite: which homes?"
    others = come_as(asking.organiser).get(question_at(question, "organise")).content.decode()
    assert "Orla Pike has begun" in others
    client = come_as(asking.owner)
    sent = {"to": "all", "text": "Two hundred.", "wording": "We of Kite: which homes?", "act": "send"}
    named = client.post(address, sent)
    assert (named.status_code, list(named.context["form"].errors)) == (422, ["wording"])
    sent["wording"] = "Which homes?"
    shown = client.post(address, sent)
    assert (shown.status_code, shown.context["preview"]["told"]) == (200, 3)
    sent["seen"] = shown.context["form"]["seen"].value()
    other = client.post(address, {**sent, "text": "Three hundred."})
    assert (other.status_code, BriefAnswer.objects.count()) == (200, 0)
    assert said(client.post(address, sent, follow=True)) == ["Sent to all teams."]
    assert (BriefAnswer.objects.get().wording, len(letters("answered"))) == ("Which homes?", 3)


def test_a_second_answer_keeps_what_was_typed(asking, come_as):
    question = ask(asking)
    services.answer_question(question=question, text="First.", by=asking.owner)
    late = come_as(asking.organiser).post(
        question_at(question, "organise"), {"to": "team", "text": "My long answer.", "act": "send"}
    )
    assert (late.status_code, "My long answer." in late.content.decode(), "First." in late.content.decode()) == (
        422,
        True,
        True,
    )
    assert "answered meanwhile" in late.content.decode()


def test_the_number_is_typed_where_an_answer_goes_to_many(asking, come_as):
    """M-01: an answer to all, its correction, and another date; a private one asks for nothing."""
    ParticipantFactory.create_batch(51, cohort=asking.cohort)
    question, client = ask(asking), come_as(asking.owner)
    address, before = question_at(question), OutboxMessage.objects.count()
    sent = {"to": "all", "text": "Two.", "wording": "How many?", "act": "send"}
    sent["seen"] = client.post(address, sent).context["form"]["seen"].value()
    assert (client.post(address, sent).status_code, OutboxMessage.objects.count()) == (422, before)
    assert client.post(address, {**sent, "typed": "54"}).status_code == 302
    correct = question_at(question, act="_correct")
    new = {"text": "Three.", "wording": "How many?", "seen": "1"}
    assert [client.post(correct, {**new, "typed": n}).status_code for n in ("", "53", "54")] == [422, 422, 302]
    client = come_as(asking.organiser)
    date = {"closes_at_day": "1", "closes_at_month": "4", "closes_at_year": "2027", "closes_at_time": "12:00"}
    for page, more, told in (
        (reverse("organise:brief_asking", args=[asking.cohort.slug, asking.brief.key]), {}, "55"),
        (reverse("organise:questions_rules", args=[asking.cohort.slug]), {"answer_days": "3"}, "55"),
    ):
        answers = [client.post(page, {**date, **more, **typed}).status_code for typed in ({}, {"typed": told})]
        assert answers == [422, 302]
    private = ask(asking, 1)
    assert (
        client.post(question_at(private, "organise"), {"to": "team", "text": "No.", "act": "send"}).status_code == 302
    )


def test_passing_merging_parting_and_listing_over_http(asking, come_as):
    first, second = ask(asking), ask(asking, 1, "Which homes have which sensors?")
    client = come_as(asking.owner)
    assert client.post(question_at(first, act="_pass"), {"word": "", "to": "ORGANISER"}).status_code == 422
    passed = client.post(question_at(first, act="_pass"), {"word": "For you", "to": "ORGANISER"}, follow=True)
    assert said(passed) == ["Passed on: The organisers."]
    assert client.post(question_at(second, act="_merge"), {"same_as": "nothing"}).status_code == 422
    merged = client.post(question_at(second, act="_merge"), {"same_as": first.key}, follow=True)
    assert (said(merged), "Which homes have sensors now?" in merged.content.decode()) == (
        ["Both get the same answer."],
        True,
    )
    assert said(client.post(question_at(second, act="_part"), follow=True)) == [
        "It waits for an answer of its own again."
    ]
    shared = [
        services.answer_question(question=row, text="Two.", is_for_all=True, wording=f"{row.key}?", by=asking.owner)
        for row in (first, second)
    ]
    for row in (first, second):
        client.post(question_at(row, act="_list"), {"act": "list"})
    listed = client.post(question_at(second, act="_list"), {"act": "up"}, follow=True)
    assert [answer for answer, _url in listed.context["frequent"]] == [shared[1], shared[0]]


def test_the_queue_says_who_owes_what_since_when(asking, come_as, clock):
    ask(asking)
    passed = ask(asking, 1)
    services.pass_question(question=passed, to="ORGANISER", word="Yours", by=asking.owner)
    ask(asking, 2)
    services.answer_question(question=BriefQuestion.objects.last(), text="Yes.", by=asking.owner)
    clock.forward(days=4)
    run = reverse("organise:questions", args=[asking.cohort.slug])
    client = come_as(asking.organiser)
    assert numbers(client.get(run)) == {"open": 2, "mine": 1, "overdue": 2, "answered": 1, "all": 3}
    assert [row.pk for row, *_rest in client.get(run, {"show": "mine"}).context["lines"]] == [passed.pk]
    assert client.get(run, {"show": "zz"}).status_code == 400
    assert client.get(run, {"who": "zz"}).status_code == 400
    assert numbers(client.get(run, {"challenge": asking.briefs[1].key}))["all"] == 0
    client = come_as(asking.owner)
    assert numbers(client.get(reverse("partner:questions"))) == {
        "open": 2, "mine": 1, "overdue": 2, "answered": 1, "all": 3,
    }  # fmt: skip
    assert numbers(come_as(asking.members[0]).get(reverse("partner:questions")))["all"] == 0
    ground = Ground(asking.cohort)
    assert [(item.title, item.note) for item in (*for_organisers(ground), *for_owners(ground))] == [
        ("1 question waits for your answer", "It has waited for 4 days."),
        ("1 question waits for its owner", "It has waited for 4 days."),
    ]
    home = come_as(asking.owner).get(reverse("partner:home")).context["asked"]
    assert [(item.title, item.state) for item in home] == [(TEXT, "bad")]


def test_what_its_owner_cannot_answer_any_more_is_for_organisers(asking, come_as):
    """Nobody who is named can sign in."""
    ask(asking)
    run = reverse("organise:questions", args=[asking.cohort.slug])
    before = numbers(come_as(asking.organiser).get(run))["mine"]
    type(asking.owner).objects.filter(pk=asking.owner.pk).update(is_active=False)
    assert (before, numbers(come_as(asking.organiser).get(run))["mine"]) == (0, 1)


def test_an_owner_who_has_not_accepted_finds_no_questions(asking, come_as):
    """I-09."""
    ask(asking)
    _invitation, token = invitations.invite(
        user=asking.owner, role="challenge_owner", cohort=asking.cohort, place="Spring", by=asking.organiser
    )
    client = come_as(asking.owner)

    def shown():
        queue, home = client.get(reverse("partner:questions")), client.get(reverse("partner:home"))
        lists = [home.context[name] for name in ("asked", "briefs", "invited")]
        return numbers(queue)["all"], len(queue.context["briefs"]), len(lists[0]), len(lists[1]), lists[2]

    before = shown()
    invitations.accept(token=token)
    assert (before, shown()) == ((0, 0, 0, 0, True), (1, 1, 1, 1, False))


def test_the_page_of_the_date_says_only_then_that_all_are_told(asking, come_as, clock):
    ChoosingRules.objects.update_or_create(cohort=asking.cohort, defaults={"closes_at": clock.now})
    address = reverse("organise:brief_asking", args=[asking.cohort.slug, asking.brief.key])
    services.set_date(brief=asking.brief, closes_at=clock.now.replace(hour=12), by=asking.organiser)
    assert said(come_as(asking.organiser).post(address, {"closes_at_day": ""}, follow=True)) == ["Saved."]


def numbers(response):
    return {name: number for name, _label, number in response.context["tabs"]}


def test_the_queue_asks_the_same_number_of_queries(asking, come_as, django_assert_num_queries):
    """W-05: for a question of each of ten teams and of four hundred, on both doors."""
    other = BriefFactory(cohort=asking.cohort, question="How might we walk?")
    BriefOwnerFactory(brief=other, user=asking.owner)
    run = reverse("organise:questions", args=[asking.cohort.slug])
    for first, last in ((3, 10), (10, 400)):
        ask_of_many(asking, other, range(first, last))
        for user, address, count in (
            (asking.organiser, run, RUN_QUERIES),
            (asking.owner, reverse("partner:questions"), OWN_QUERIES),
        ):
            client = come_as(user)
            client.get(address)
            with django_assert_num_queries(count):
                assert len(client.get(address, {"show": "all"}).context["lines"]) == min(50, last - 3)


def ask_of_many(asking, brief, numbers):
    """A question of as many new teams, every third answered."""
    teams = [TeamFactory.build(cohort=asking.cohort, number=100 + n) for n in numbers]
    states = ["OPEN" if n % 3 else "ANSWERED" for n in numbers]
    known = {"brief": brief, "claimed_by": asking.owner}
    rows = [
        BriefQuestionFactory.build(team=team, state=state, **known)
        for team, state in zip(Team.objects.bulk_create(teams), states, strict=True)
    ]
    made = BriefQuestion.objects.bulk_create(rows)
    answered = [row for row in made if row.state == "ANSWERED"]
    BriefAnswer.objects.bulk_create([BriefAnswerFactory.build(question=row) for row in answered])


def test_the_teams_page_asks_the_same_number_of_queries(asking, come_as, django_assert_num_queries):
    """W-05: for one answer of each kind and for three."""
    client = come_as(TeamMemberFactory(team=asking.teams[0]).participant.user)
    for _turn in range(3):
        BriefAnswerFactory(question__brief=asking.brief, question__team=asking.teams[0])
        BriefAnswerFactory(question__brief=asking.brief, is_for_all=True, wording="How?")
        client.get(asked_at(asking))
        with django_assert_num_queries(19):
            client.get(asked_at(asking))
