"""Pages of the review: the board, reviewing, versions, criteria, groups to write to, Today."""

import pytest
from django.urls import reverse

from challenges.briefs.review import services
from challenges.briefs.review.criteria import criteria_of
from challenges.briefs.review.models import BriefCriteria, Review
from challenges.briefs.review.parts import decisions_waiting
from challenges.briefs.review.segments import segments
from challenges.briefs.services import edit_brief, submit_brief
from challenges.briefs.workflow import BriefState
from challenges.models import Brief
from core.models import Event, OutboxMessage
from desk.ground import Ground
from desk.today.decide_challenges import reviews
from tests.challenges.briefs.review.conftest import KEYS, ask, mail, opinion
from tests.factories.challenges import BriefFactory, BriefOwnerFactory, BriefVersionFactory
from tests.factories.reviews import BackingFactory, BriefCriteriaFactory, ReviewFactory, SensitivityCheckFactory

pytestmark = pytest.mark.django_db


def at(name, way, *more):
    return reverse(f"organise:{name}", args=[way.brief.cohort.slug, way.brief.key, *more])


def owed(client, slug):
    """The board: title -> (who, what) of each line."""
    groups = client.get(reverse("organise:briefs_board", args=[slug])).context["groups"]
    rows = [row for group, _tag in groups for row in group.rows]
    return {row.brief.title: [(one.who, one.what) for one in row.owed] for row in rows}


def test_the_board_says_who_owes_what(reviewed, sign_in):
    client, slug, title = sign_in("organiser"), reviewed.brief.cohort.slug, reviewed.brief.title
    assert owed(client, slug)[title] == [("Ona Reid", "review it"), ("Tui Sato", "review it")]
    for review, person in zip(reviewed.reviews, (reviewed.one, reviewed.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    assert owed(client, slug)[title] == [("Organisers", "decide: every review is in")]
    services.approve_brief(brief=reviewed.brief, by=reviewed.organiser)
    assert owed(client, slug)[title] == [("Organisers", "check the texts"), ("Organisers", "ask the senior sponsor")]
    services.ask_backing(brief=reviewed.brief, name="Orla Pike", email="orla@example.com", by=reviewed.organiser)
    assert owed(client, slug)[title][1] == ("Orla Pike", "answer whether they back it")


def test_the_board_asks_the_same_number_of_queries(world, sign_in, django_assert_num_queries):
    """W-05: for one brief in each state and for three."""
    client, address = sign_in("organiser"), reverse("organise:briefs_board", args=[world.cohort.slug])
    for _turn in range(2):
        for state in BriefState.values:
            brief = BriefFactory(cohort=world.cohort, state=state)
            BriefOwnerFactory(brief=brief)
            version = BriefVersionFactory(brief=brief, number=1)
            ReviewFactory.create_batch(2, version=version)
            SensitivityCheckFactory(brief=brief)
            BackingFactory(brief=brief)
        client.get(address)
        with django_assert_num_queries(14):
            client.get(address)


def test_reminding_reaches_who_owes_something_once_a_day(reviewed, sign_in, clock):
    client = sign_in("organiser")
    for _time in range(2):
        client.post(at("brief_remind", reviewed))
    assert [address for kind, address in mail() if kind == "reminder"] == ["one@example.com", "two@example.com"]
    clock.forward(days=1)
    client.post(at("brief_remind", reviewed))
    assert len([kind for kind, _address in mail() if kind == "reminder"]) == 4


def test_a_review_is_saved_then_handed_in_with_what_is_missing_told(reviewed, client):
    client.force_login(reviewed.one)
    address = reverse("partner:review", args=[reviewed.reviews[0].key])
    half = {f"level_{KEYS[0]}": "0", "act": "save"}
    assert client.post(address, half).status_code == 302
    assert Review.objects.get(pk=reviewed.reviews[0].pk).levels == {KEYS[0]: 0}
    answer = client.post(address, {**half, "act": "hand_in"})
    assert answer.status_code == 422
    assert "A need with evidence" in str(answer.context["form"].errors)
    whole = {f"level_{key}": "2" for key in KEYS} | {"advice": "APPROVE", "act": "hand_in"}
    assert client.post(address, whole).status_code == 302
    assert Event.objects.filter(event="brief_review.handed_in").count() == 1


def test_reviewers_are_named_from_the_pages(way, sign_in, world):
    client = sign_in("organiser")
    page = client.get(at("brief_reviewers", way))
    names = [label for _key, label in page.context["start"].fields["first"].choices]
    assert names == ["Choose somebody", "Ade Bankole", "Ona Reid"]
    me = world.people["organiser"].key
    twice = client.post(at("brief_reviewers", way), {"first": me, "second": me})
    assert twice.status_code == 422
    assert client.post(at("brief_reviewers", way), {"first": me}).status_code == 302
    outside = {"email": "fay@example.com", "first_name": "Fay", "last_name": "Cole", "works_for": way.brief.owner.name}
    refused = client.post(at("brief_outside", way), outside)
    assert list(refused.context["form"].errors) == ["conflict"]
    assert client.post(at("brief_outside", way), {**outside, "conflict": "Left last year."}).status_code == 302
    asked = Review.objects.filter(version__brief=way.brief).order_by("pk")
    assert list(asked.values_list("reviewer__email", "conflict")) == [
        ("organiser@example.com", ""),
        ("fay@example.com", "Left last year."),
    ]
    assert OutboxMessage.objects.filter(kind="account.invitation", address="fay@example.com").count() == 1


def test_versions_are_compared_word_by_word(way, sign_in):
    services.request_changes(brief=way.brief, words="How many?", by=way.organiser)
    text = {"owner": way.brief.owner, "question": way.brief.question, "summary": way.brief.summary}
    edit_brief(brief=way.brief, by=way.owner, need="Ninety tenants told us.", **text)
    way.brief.refresh_from_db()
    submit_brief(brief=way.brief, by=way.owner)
    for role, address in (
        ("organiser", at("brief_versions", way)),
        ("challenge_owner", reverse("partner:brief_versions", args=[way.brief.key])),
    ):
        client = sign_in(role)
        pairs = client.get(address).context["pairs"]
        assert [pair.label for pair in pairs if pair.is_changed] == ["who has it, and how it is known"]
        page = client.get(address).content.decode()
        assert "Nine " in page.split("<del>")[1].split("</del>")[0]
        assert "Ninety " in page.split("<ins>")[1].split("</ins>")[0]
        assert "Damp4Ever" not in page
        assert client.get(f"{address}?old=9").status_code == 400


def test_a_reviewer_reads_what_changed_since_the_last_review(reviewed, client):
    for review, person in zip(reviewed.reviews, (reviewed.one, reviewed.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    services.request_changes(brief=reviewed.brief, words="How many?", by=reviewed.organiser)
    Brief.objects.filter(pk=reviewed.brief.pk).update(need="Ninety tenants told us.")
    reviewed.brief.refresh_from_db()
    submit_brief(brief=reviewed.brief, by=reviewed.owner)
    assert mail()[-2:] == [("resubmitted", "one@example.com"), ("resubmitted", "two@example.com")]
    (again,) = ask(reviewed, reviewed.one)
    client.force_login(reviewed.one)
    changed = client.get(reverse("partner:review", args=[again.key])).context["changed"]
    assert [pair.label for pair in changed] == ["who has it, and how it is known"]


def test_a_programme_has_its_own_criteria_and_reviews_under_way_keep_theirs(reviewed, sign_in, world):
    client = sign_in("organiser")
    address = reverse("organise:programme_criteria", args=[world.programme.slug])
    form = client.get(address).context["form"]
    typed = {name: field.initial for name, field in form.fields.items()}
    typed |= {"name_0": "", "name_7": "Open data", "level_7_0": "None"}
    assert client.post(address, typed).status_code == 422
    typed |= {f"level_7_{level}": f"Step {level}" for level in range(4)}
    assert client.post(address, typed).status_code == 302
    assert [one.key for one in criteria_of(world.programme)] == [*KEYS[1:], "opendata"]
    assert [one["key"] for one in Review.objects.get(pk=reviewed.reviews[0].pk).criteria] == KEYS
    assert client.post(address, dict.fromkeys(typed, "")).status_code == 422
    assert BriefCriteria.objects.get().changed_by == world.people["organiser"]


def test_a_programmes_list_begins_as_the_usual_one(db):
    own = BriefCriteriaFactory()
    assert [one.key for one in criteria_of(own.programme)] == KEYS


def test_who_owes_something_is_a_group_to_write_to(reviewed):
    cohort = reviewed.brief.cohort
    assert [(name, [user.email for user in users]) for name, _label, users in segments(cohort)] == [
        ("brief-reviewers", ["one@example.com", "two@example.com"])
    ]
    services.request_changes(brief=reviewed.brief, words="How many?", by=reviewed.organiser)
    assert ("brief-owners", ["challenge.owner@example.com"]) in [
        (name, [user.email for user in users]) for name, _label, users in segments(cohort)
    ]


def test_today_says_what_waits_for_reviewers_and_for_a_decision(way):
    cohort = way.brief.cohort
    assert [item.title for item in reviews(Ground(cohort))] == ["1 challenge waits for reviewers"]
    way.reviews = services.start_review(
        brief=way.brief, reviewers=[services.Named(email=one.email) for one in (way.one, way.two)], by=way.organiser
    )
    assert (decisions_waiting(cohort), reviews(Ground(cohort))) == (0, [])
    for review, person in zip(way.reviews, (way.one, way.two), strict=True):
        services.hand_in_review(review=review, opinion=opinion(), by=person)
    assert [item.title for item in reviews(Ground(cohort))] == ["1 challenge waits for your decision"]


def test_a_reviewers_first_page_has_their_reviews(reviewed, client):
    client.force_login(reviewed.one)
    page = client.get("/partner/")
    assert [(item.title, item.act) for item in page.context["tasks"]] == [(reviewed.brief.question, "Go on")]


def test_an_owner_withdraws_with_a_reason(way, sign_in):
    client = sign_in("challenge_owner")
    address = reverse("partner:brief_withdraw", args=[way.brief.key])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "No time."}).status_code == 302
    assert Event.objects.get(event="brief.withdrawn").data["note"] == "No time."
