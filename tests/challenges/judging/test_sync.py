"""What a judge's device sends, as services and over HTTP: taken once, refused in JSON, or kept as late."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.judging import services
from challenges.judging.services import Change, Origin, Sheet
from challenges.models import Criterion, Device, LateScore, Score, Scorecard, ScorecardRevision
from challenges.pitchdays.services import close_scores, declare_conflict, open_scoring
from core.models import Event
from tests.clock import START
from tests.factories.challenges import PitchSlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(world):
    open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    return world.pitch_day


def change(world, *values, key="", revision=0, finish=False, reasons=(), **notes):
    keys = [row.key for row in world.criteria]
    sheet = Sheet(dict(zip(keys, values, strict=False)), dict(zip(keys, reasons, strict=False)), **notes)
    return Change(key or str(uuid4()), revision, sheet, finish, Origin("DEVICE", "Safari, iPhone", "phone"))


def receive(world, *values, role="judge", slot=None, **more):
    seat = {"judge": world.seat, "chair": world.chair_seat, "recused_judge": world.recused_seat}[role]
    sent = change(world, *values, **more)
    return services.receive_change(seat=seat, slot=slot or world.slot, change=sent, by=world.people[role])


def saved(name="scorecard.saved"):
    return Event.objects.filter(event=name).count()


def test_a_change_is_a_revision_that_is_kept(world, day):
    """J-04: what a sheet held before stays, with its source and its device."""
    receive(world, 4)
    receive(world, 2, 5, revision=1, own_notes="Ask about damp")
    first, second = (row.key for row in world.criteria)
    rows = ScorecardRevision.objects.order_by("revision").values_list("revision", "scores", "source", "device")
    assert list(rows) == [
        (1, {first: 4}, "DEVICE", "Safari, iPhone"),
        (2, {first: 2, second: 5}, "DEVICE", "Safari, iPhone"),
    ]
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).own_notes == "Ask about damp"


def test_the_same_key_gives_the_same_answer(world, day):
    """J-06: one sheet, one audit row, and the revision that this change made, whatever came after it."""
    first = receive(world, 4, key="tap")
    receive(world, 5, revision=1)
    again = receive(world, 4, key="tap")
    assert (again.pk, again.revision, saved()) == (first.pk, 1, 2)
    assert list(Score.objects.values_list("value", flat=True)) == [5]


def test_a_finished_change_is_handed_in_when_nothing_lacks(world, day):
    assert receive(world, 4, 2, finish=True).state == "SUBMITTED"
    assert receive(world, 4, finish=True, slot=world.other_slot).state == "DRAFT"
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    assert (card.state, card.submitted_at) == ("SUBMITTED", START)


def test_an_end_level_without_its_reason_is_saved_and_not_handed_in(world, day):
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    assert receive(world, 5, 3, finish=True).state == "DRAFT"
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    with pytest.raises(services.ReasonsMissing) as refused:
        services.submit_card(card=card, by=world.people["judge"])
    assert refused.value.lacking == ["Evidence"]
    assert receive(world, 5, 3, finish=True, revision=1, reasons=["Measured"]).state == "SUBMITTED"
    assert list(Score.objects.order_by("criterion__order", "criterion").values_list("reason", flat=True)) == [
        "Measured",
        "",
    ]


def test_a_level_between_the_ends_needs_no_reason(world, day):
    Criterion.objects.filter(pk=world.criterion.pk).update(reason_at_ends=True)
    assert receive(world, 3, 5, finish=True).state == "SUBMITTED"


def test_changing_a_sheet_that_was_handed_in_takes_it_back(world, day):
    receive(world, 4, 2, finish=True)
    receive(world, 3, 2, revision=1)
    card = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    assert (card.state, saved("scorecard.reopened")) == ("DRAFT", 1)


def test_an_older_revision_changes_nothing(world, day):
    """J-05: what another device saved stays, and is told."""
    receive(world, 4, 2)
    with pytest.raises(services.ChangedElsewhere) as changed:
        receive(world, 1, 1)
    assert (changed.value.card.revision, sorted(Score.objects.values_list("value", flat=True))) == (1, [2, 4])


def test_what_comes_after_closing_is_kept_and_not_counted(world, day):
    """J-11: once a key; the sheet is as it was, and nothing is dropped."""
    receive(world, 4, 2)
    close_scores(pitch_day=day, by=world.people["chair"])
    for _ in range(2):
        made = receive(world, 1, 1, revision=1, key="late", finish=True)
    first, second = (row.key for row in world.criteria)
    assert (made.state, made.payload["scores"], made.payload["revision"]) == ("WAITING", {first: 1, second: 1}, 1)
    assert (LateScore.objects.filter(state="WAITING").count(), saved("late_score.received")) == (1, 1)
    assert sorted(Score.objects.values_list("value", flat=True)) == [2, 4]


def test_before_opening_nothing_is_late(world):
    with pytest.raises(services.NotOpen):
        receive(world, 4)
    assert LateScore.objects.filter(state="WAITING").count() == 0


def test_a_recused_judge_sends_nothing(world, day):
    """J-02: neither a sheet nor a late one."""
    with pytest.raises(services.NotYours):
        receive(world, 4, role="recused_judge")
    assert ScorecardRevision.objects.count() == 0


# Over HTTP.


def message(world, *values, key=None, revision=0, role="judge", **more):
    fields = {f"score_{row.key}": str(value) for row, value in zip(world.criteria, values, strict=False)}
    fields |= {"once": key or str(uuid4()), "revision": revision, "notes": "", "own_notes": "", "team_notes": ""}
    whole = {"judge": world.people[role].key, "device": "phone", "waiting": 2, "at": 1_789_000_000_000, "finish": False}
    return whole | {"fields": fields} | more


def send(client, world, body, slot=None, **headers):
    address = reverse("judge:card_sync", args=[(slot or world.slot).key])
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, text, content_type="application/json", headers=headers)


def test_a_saved_change_answers_with_its_revision(world, day, sign_in):
    answer = send(sign_in("judge"), world, message(world, 4, 2))
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "outcome": "saved",
            "now": int(START.timestamp() * 1000),
            "revision": 1,
            "state": "DRAFT",
            "saved": "10:00",
            "words": "",
        },
    )
    assert list(Device.objects.values_list("seat", "key", "waiting")) == [(world.seat.pk, "phone", 2)]


def test_the_devices_clock_is_only_a_hint(world, day, sign_in, clock):
    """J-10: a day ahead, or nonsense: the site's own time stands under the sheet."""
    client = sign_in("judge")
    for revision, given in enumerate([(START + timedelta(days=1)).timestamp() * 1000, 10**20, "noon", None]):
        at = int(given) if isinstance(given, float) else given
        assert send(client, world, message(world, 4, revision=revision, at=at)).status_code == 200
    rows = ScorecardRevision.objects.order_by("revision").values_list("saved_at", "client_at")
    assert list(rows) == [(START, START + timedelta(days=1)), (START, None), (START, None), (START, None)]


def test_a_change_elsewhere_is_told_with_both(world, day, sign_in):
    """J-05: when, on which device, and what it holds."""
    client = sign_in("judge")
    ipad = "Mozilla/5.0 (iPad; CPU OS 17_0) Version/17.0 Safari/605"
    send(client, world, message(world, 5, 5, device="tablet"), **{"user-agent": ipad})
    answer = send(client, world, message(world, 1, 1))
    told = answer.json()
    first, second = (row.key for row in world.criteria)
    assert (answer.status_code, told["outcome"], told["words"]) == (
        409,
        "changed",
        "Changed on your other device (Safari, iPad) at 10:00.",
    )
    assert (told["theirs"]["revision"], told["theirs"]["state"]) == (1, "DRAFT")
    assert {name: told["theirs"]["fields"][f"score_{name}"] for name in (first, second)} == {first: "5", second: "5"}


def test_after_closing_the_answer_says_late(world, day, sign_in):
    """J-11: accepted, not counted."""
    close_scores(pitch_day=day, by=world.people["chair"])
    answer = send(sign_in("judge"), world, message(world, 4, 2))
    assert (answer.status_code, answer.json()["outcome"], answer.json()["received"]) == (202, "late", "10:00")
    assert LateScore.objects.get(state="WAITING").client_at is not None


def test_a_conflict_answers_403_and_is_recorded_once_a_key(world, day, sign_in):
    """J-02: the try is in the audit, and its being sent again is no second try."""
    client = sign_in("recused_judge")
    for _ in range(2):
        answer = send(client, world, message(world, 4, role="recused_judge"), **{"x-client-key": "one"})
    assert (answer.status_code, answer.json()["outcome"], saved("scorecard.refused")) == (403, "recused", 1)


def test_a_conflict_declared_later_takes_the_sheet_away(world, day, sign_in):
    """J-02: void, kept, and closed to the device."""
    client = sign_in("judge")
    send(client, world, message(world, 4, 2, finish=True))
    declare_conflict(seat=world.seat, team=world.team, reason="We share a board", by=world.people["judge"])
    assert send(client, world, message(world, 5, 5, revision=1)).status_code == 403
    assert Scorecard.objects.get(seat=world.seat, slot=world.slot).state == "VOID"


def test_nobody_sends_in_anothers_name(world, day, sign_in):
    """J-09: the message names the judge who tapped; another's session is no way to send it."""
    answer = send(sign_in("chair"), world, message(world, 4, 2))
    beat = sign_in("chair").post(reverse("judge:beat"), {"judge": world.people["judge"].key}, "application/json")
    assert (answer.status_code, answer.json()["outcome"]) == (403, "other_judge")
    assert (beat.status_code, beat.json()["outcome"]) == (403, "other_judge")
    assert (ScorecardRevision.objects.count(), Device.objects.count()) == (0, 0)


def test_a_session_that_ended_is_told_in_json(world, day, client):
    """J-09: no page, no redirect: the device keeps what it has."""
    answers = [
        send(client, world, message(world, 4)),
        client.get(reverse("judge:token")),
        client.post(reverse("judge:beat"), {}, "application/json"),
    ]
    assert [(answer.status_code, answer.json()["outcome"]) for answer in answers] == [(401, "signed_out")] * 3


def test_an_old_pages_token_is_replaced_by_a_fresh_one(world, day):
    """J-09: the proof of origin is asked for anew; without it nothing is taken."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["judge"])
    assert send(client, world, message(world, 4)).status_code == 403
    told = client.get(reverse("judge:token")).json()
    assert told["judge"] == world.people["judge"].key
    assert send(client, world, message(world, 4), **{"x-csrftoken": told["token"]}).status_code == 200
    assert saved() == 1


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 5000, '"text"', "x" * 200_000])
def test_what_is_no_message_is_refused(world, day, sign_in, body):
    """F-08: deep, long or broken: 400, and nothing is written."""
    assert send(sign_in("judge"), world, body).status_code == 400
    assert ScorecardRevision.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"revision": "x"},
        {"once": ""},
        {"notes": "a\x00b"},
        {"own_notes": "n" * 4001},
        {"score_nowhere": "3", "revision": -1},
        {"notes": {"deep": ["list"]}, "revision": None},
    ],
)
def test_hostile_fields_are_told_and_not_written(world, day, sign_in, fields):
    """F-08, F-09: the same form as the page's, so the same limits."""
    body = message(world, 4)
    body["fields"] |= fields
    answer = send(sign_in("judge"), world, body)
    assert (answer.status_code, answer.json()["outcome"], Score.objects.count()) == (422, "invalid", 0)


def test_a_level_that_is_none_is_refused(world, day, sign_in):
    assert send(sign_in("judge"), world, message(world, 9)).status_code == 422


def test_the_beat_tells_how_much_waits(world, day, sign_in):
    """J-08: once a device; a count that nobody believes is cut."""
    client = sign_in("judge")
    for number in (3, 10**9, -5, "many", 1):
        body = {"judge": world.people["judge"].key, "device": "phone", "waiting": {world.seat.key: number}}
        assert client.post(reverse("judge:beat"), body, "application/json").json()["outcome"] == "heard"
    assert list(Device.objects.values_list("seat", "key", "waiting")) == [(world.seat.pk, "phone", 1)]


def test_a_change_takes_the_same_few_queries_however_many_teams(world, day, sign_in):
    client = sign_in("judge")
    counts = []
    for revision in range(3):
        body = message(world, 4, 2, revision=revision)
        with CaptureQueriesContext(connection) as queries:
            assert send(client, world, body).status_code == 200
        counts.append(len(queries))
        PitchSlotFactory.create_batch(2, pitch_day=day)
    # Savepoints are counted too.
    assert counts == [25, 25, 25]


def test_the_worker_and_the_app_are_the_same_for_everybody(world, sign_in, client):
    """J-09: nothing of a person is in what every device keeps."""
    names = ("judge:worker", "judge:manifest", "judge:offline")
    nobody = [client.get(reverse(name)) for name in names]
    worker, manifest, _page = nobody
    assert (worker["Service-Worker-Allowed"], worker["Content-Type"]) == ("/judge/", "text/javascript; charset=utf-8")
    facts = json.loads(manifest.content)
    assert (facts["scope"], facts["start_url"], facts["display"]) == ("/judge/", "/judge/", "standalone")
    assert sorted(icon["sizes"] for icon in facts["icons"]) == ["192x192", "512x512", "512x512", "any"]
    signed = [sign_in("judge").get(reverse(name)) for name in names[:2]]
    assert [one.content for one in signed] == [one.content for one in nobody[:2]]


def test_only_a_judges_own_pages_may_be_kept(world, day, sign_in):
    """J-25: a page is kept under the name that it bears; rankings and refusals bear none."""
    client = sign_in("chair")
    close_scores(pitch_day=day, by=world.people["chair"])
    pages = {
        name: client.get(reverse(name, args=args))
        for name, args in (
            ("judge:home", []),
            ("judge:card", [world.slot.key]),
            ("judge:deliberation", [day.key]),
            ("judge:late", [day.key]),
        )
    }
    named = {name: page.headers.get("X-Judge") for name, page in pages.items()}
    own = world.people["chair"].key
    assert named == {"judge:home": own, "judge:card": own, "judge:deliberation": None, "judge:late": None}
    assert sign_in("recused_judge").get(reverse("judge:card", args=[world.slot.key])).headers.get("X-Judge") is None
