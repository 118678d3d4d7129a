"""Pages of writing, proposing and planning over HTTP."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.briefs.intake.questions import STEPS
from challenges.briefs.intake.services import digest
from challenges.models import Brief, BriefApplication, BriefPlan, ChallengeCall
from tests.challenges.briefs.intake.conftest import ANSWERS
from tests.factories.intake import BriefApplicationFactory

APPLICATIONS_QUERIES = 11


def step_url(brief, slug, name="partner:brief_step"):
    return reverse(name, args=[brief.key, slug])


def typed(brief, slug, **answers):
    step = next(step for step in STEPS if step.slug == slug)
    marks = {f"seen_{name}": digest(getattr(brief, name)) for name in step.fields}
    return {name: getattr(brief, name) for name in step.fields} | marks | answers


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("size", [1, 3])
def test_applications_ask_the_same_number_of_queries(world, sign_in, django_assert_num_queries, size):
    BriefApplicationFactory.create_batch(size - 1, cohort=world.cohort)
    client, address = sign_in("organiser"), reverse("organise:brief_applications", args=["spring-2027"])
    client.get(address)
    with django_assert_num_queries(APPLICATIONS_QUERIES):
        response = client.get(address)
    assert len(response.context["page"].object_list) == size
    assert client.get(f"{address}?state=SENT").status_code == 400


def test_owner_writes_all_steps_without_scripts_and_submits(draft, sign_in):
    """The journey of the owner: save and go on, leave, come back where it stopped, check, submit."""
    client = sign_in("challenge_owner")
    assert client.get(reverse("partner:brief_write", args=[draft.key])).headers["Location"] == step_url(
        draft, "problem"
    )
    for place, step in enumerate(STEPS):
        draft.refresh_from_db()
        answers = {name: ANSWERS.get(name, "") for name in step.fields}
        response = client.post(step_url(draft, step.slug), typed(draft, step.slug, **answers))
        following = STEPS[place + 1].slug if place + 1 < len(STEPS) else "check"
        assert response.headers["Location"] == step_url(draft, following)
    check = reverse("partner:brief_check", args=[draft.key])
    assert client.get(reverse("partner:brief_write", args=[draft.key])).headers["Location"] == check
    page = client.get(check)
    assert (page.context["given"], page.context["wanted"]) == (14, 14)
    assert {hint.level for hint in page.context["hints"]} == {"met"}
    response = client.post(check, follow=True)
    assert said(response) == ["Submitted. The organisers have been told. You hear from them by mail."]
    draft.refresh_from_db()
    assert draft.state == "SUBMITTED"
    assert client.get(step_url(draft, "need")).status_code == 302
    response = client.post(step_url(draft, "need"), typed(draft, "need", need="Typed too late"))
    assert (response.status_code, "Typed too late" in response.content.decode()) == (422, True)


def test_check_page_names_what_is_missing_with_links(draft, sign_in):
    response = sign_in("challenge_owner").post(reverse("partner:brief_check", args=[draft.key]))
    assert response.status_code == 422
    assert response.context["lacking"][2][1] == f"/partner/briefs/{draft.key}/write/need/#id_need"
    assert "<title>Error: Check and submit" in response.content.decode()


def test_a_clash_shows_both_texts_and_keeps_what_is_typed(draft, sign_in):
    client, address = sign_in("challenge_owner"), step_url(draft, "need")
    first = typed(draft, "need", need="Hers")
    client.post(address, first)
    response = client.post(address, typed(draft, "need", need="His"))
    text = response.content.decode()
    assert response.status_code == 422
    assert ("<blockquote>Hers</blockquote>" in text, ">His</textarea>" in text.replace("\n", "")) == (True, True)
    again = response.context["form"]["seen_need"].value()
    assert client.post(address, {"need": "Both", "seen_need": again}).status_code == 302
    assert Brief.objects.get(pk=draft.pk).need == "Both"


def test_autosave_says_when_what_and_what_a_reader_would_say(draft, sign_in):
    client, address = sign_in("challenge_owner"), step_url(draft, "problem", "partner:brief_save")
    response = client.post(address, typed(draft, "problem", question="How might we build an app?"))
    told = json.loads(response.content)
    assert (response.status_code, told["saved"], told["answered"]) == (200, "Saved 10:00", "1 of 14 answers")
    assert told["seen"]["question"] == digest("How might we build an app?")
    assert "This describes a solution: “app”." in told["hints"]
    response = client.post(address, typed(draft, "problem", question="Mine"))
    told = json.loads(response.content)
    assert (response.status_code, "question" in told["seen"]) == (422, False)
    assert told["errors"]["question"] == [
        "Somebody else wrote this meanwhile. Both texts stand here: keep what you need."
    ]


def test_a_wrong_answer_keeps_the_right_ones(draft, sign_in):
    answers = {"contact_name": "Tara Wood", "contact_email": "no address"}
    response = sign_in("challenge_owner").post(step_url(draft, "people"), typed(draft, "people", **answers))
    draft.refresh_from_db()
    assert (response.status_code, draft.contact_name, draft.contact_email) == (422, "Tara Wood", "")
    assert "no address" in response.content.decode()


@pytest.mark.parametrize("hostile", ["\x00", "<script>alert(1)</script>", "x" * 4000, "\ud800", "\u202egnp.exe"])
def test_hostile_answers_never_break_a_page(draft, sign_in, hostile):
    """F-09, F-10: refused in words, or kept as text."""
    client = sign_in("challenge_owner")
    data = typed(draft, "need", need=hostile.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert client.post(step_url(draft, "need"), data).status_code in (302, 422)
    for address in (step_url(draft, "need"), reverse("partner:brief_check", args=[draft.key])):
        assert "<script>alert(1)</script>" not in client.get(address).content.decode()


def test_only_steps_that_are_there_have_an_address(draft, sign_in):
    assert sign_in("challenge_owner").get(step_url(draft, "nothing")).status_code == 404
    assert sign_in("other_owner").get(step_url(draft, "problem")).status_code == 404


def test_organiser_accepts_and_declines_over_pages(world, sign_in):
    client, key = sign_in("organiser"), world.brief_application.key
    response = client.post(reverse("organise:brief_application_accept", args=["spring-2027", key]), follow=True)
    assert said(response) == ["Accepted. Nia Rowe is asked to write it."]
    response = client.post(reverse("organise:brief_application_accept", args=["spring-2027", key]), follow=True)
    assert said(response) == ["That is not possible any more: it has changed since you opened the page."]
    other = BriefApplicationFactory(cohort=world.cohort)
    address = reverse("organise:brief_application_decline", args=["spring-2027", other.key])
    assert said(client.post(address, {"words": "Too large."}, follow=True)) == [
        "Declined. Nia Rowe gets your words by mail."
    ]
    assert said(client.post(address, {"words": "Too large."}, follow=True)) == [
        "That is not possible any more: it has changed since you opened the page."
    ]


def test_an_unproved_application_shows_nothing_of_itself(world, sign_in):
    hidden = BriefApplicationFactory(cohort=world.cohort, state="SENT", proved_at=None, problem="Zq", last_name="Zq")
    client = sign_in("organiser")
    for address in (
        reverse("organise:brief_application", args=["spring-2027", hidden.key]),
        reverse("organise:brief_applications", args=["spring-2027"]),
    ):
        assert "Zq" not in client.get(address).content.decode()


def test_organiser_invites_opens_the_call_and_plans(world, sign_in, clock):
    client = sign_in("organiser")
    invited = {"first_name": "Ola", "last_name": "Grant", "email": "ola@example.com", "organisation": "Cardiff Council"}
    response = client.post(reverse("organise:brief_invite", args=["spring-2027"]), invited, follow=True)
    assert said(response) == ["Ola Grant is asked to write a challenge."]
    assert client.post(reverse("organise:brief_invite", args=["spring-2027"]), {}).status_code == 422
    client.post(reverse("organise:brief_call", args=["spring-2027"]), {"takes": "no"})
    assert ChallengeCall.objects.get(cohort=world.cohort).is_open is False
    plan = reverse("organise:brief_plan", args=["spring-2027", world.brief.key])
    times = {"public_at_day": "12", "public_at_month": "3", "public_at_year": "2027", "public_at_time": "17:00"}
    assert said(client.post(plan, times, follow=True))[-1] == "Planned."
    assert (
        "Fri 12 Mar 2027, 17:00 GMT"
        in client.get(reverse("organise:brief", args=["spring-2027", world.brief.key])).content.decode()
    )
    past = times | {"public_at_year": "2026"}
    assert client.post(plan, past).status_code == 422
    client.post(reverse("organise:brief_plan_cancel", args=["spring-2027", world.brief.key]))
    assert BriefPlan.objects.count() == 0


def test_files_over_pages(draft, sign_in):
    client, address = sign_in("challenge_owner"), reverse("partner:brief_attachments", args=[draft.key])
    sent = {"upload": SimpleUploadedFile("records.csv", b"a,b\n"), "title": "Records", "readers": "TEAMS"}
    assert said(client.post(address, sent, follow=True)) == ["The file is there."]
    file = draft.files.get()
    response = client.post(reverse("partner:brief_file_readers", args=[file.key]), {"readers": "PUBLIC"}, follow=True)
    assert said(response) == ["Saved: Everybody, once it is public."]
    assert (
        client.post(address, {"upload": SimpleUploadedFile("a.html", b"<html>"), "readers": "TEAMS"}).status_code == 422
    )
    assert said(client.post(reverse("partner:brief_file_remove", args=[file.key]), follow=True)) == [
        "The file is removed."
    ]
    Brief.objects.filter(pk=draft.pk).update(state="SUBMITTED")
    response = client.get(address)
    assert "The files stay as they are now" in response.content.decode()


def test_two_organisers_who_change_a_challenge_see_both_texts(world, sign_in):
    client, address = sign_in("organiser"), reverse("organise:brief_edit", args=["spring-2027", world.brief.key])
    base = {"owner": "Leeds City Council", "question": world.brief.question, "public_title": "Homes", "places": "1"}
    assert client.post(address, base | {"summary": "Hers", "revision": "0"}).status_code == 302
    response = client.post(address, base | {"summary": "His", "revision": "0"})
    assert (response.status_code, response.context["theirs"]) == (422, [("The problem", "Hers")])
    revision = response.context["form"]["revision"].value()
    assert client.post(address, base | {"summary": "Both", "revision": revision}).status_code == 302
    assert Brief.objects.get(pk=world.brief.pk).summary == "Both"


def test_public_pages_link_to_the_form_while_it_is_open(world, client, clock):
    assert "/propose/spring-2027/" in client.get("/challenges/").content.decode()
    assert client.get("/propose/spring-2027/").status_code == 200
    clock.forward(days=8)
    assert "/propose/spring-2027/" not in client.get("/challenges/").content.decode()
    assert BriefApplication.objects.count() == 1


def test_owner_sees_who_has_read_it(world, sign_in):
    """O-10."""
    page = reverse("partner:brief", args=[world.brief.key])
    assert "Nobody of the teams has opened it yet." in sign_in("challenge_owner").get(page).content.decode()
    sign_in("other_participant").get(reverse("my:brief", args=["spring-2027", world.brief.key]))
    assert "Tess Wynn" in sign_in("challenge_owner").get(page).content.decode()
