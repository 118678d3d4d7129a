"""Several people write one draft: saved, merged, kept beside where it clashes, never lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.models import Clash, DraftField, DraftRevision
from challenges.work import services
from challenges.work.engine.shape import Field, as_data
from challenges.work.services import Agreed, Edit
from core import zones
from core.models import StoredFile
from tests.challenges.work.test_pages import fetched
from tests.challenges.work.test_services import PDF, hand_in
from tests.clock import START

pytestmark = pytest.mark.django_db
BEGUN = "Who\n\nWhat we heard\n\nNext"


@pytest.fixture
def write(world):
    """write("participant", "the text", base=1) saves the text of Lantern's draft and gives it as it stands."""
    world.clash.delete()

    def save(role, text, base=0, now=None):
        people = {"milestone": world.milestone, "team": world.team, "by": world.people[role], "now": now}
        return services.save_draft(edits={"text": Edit(text, base)}, **people)["text"]

    return save


def text_of(world):
    return DraftField.objects.get(draft=world.draft, name="text").value


def saves(world):
    return list(DraftRevision.objects.filter(draft=world.draft).order_by("revision").values_list("value", flat=True))


def save_address(world):
    return reverse("my:milestone_save", args=["spring-2027", world.milestone.key])


def test_changes_of_different_lines_are_put_together_and_both_kept(world, write):
    write("participant", BEGUN)
    write("participant", BEGUN.replace("Who", "Whom we asked"), base=1)
    saved = write("team_mate", BEGUN.replace("Next", "What comes next"), base=1)
    assert (saved.value, saved.revision, saved.basis) == ("Whom we asked\n\nWhat we heard\n\nWhat comes next", 4, 3)
    assert saves(world)[2:] == ["Who\n\nWhat we heard\n\nWhat comes next", saved.value]


def test_what_is_typed_on_while_others_are_merged_in_goes_on_from_what_was_sent(world, write):
    """The basis of a save is what that person sent, so that their next words are no clash with their last."""
    write("participant", BEGUN)
    write("participant", f"Title\n\n{BEGUN}", base=1)
    basis = write("team_mate", f"{BEGUN} week", base=1).basis
    saved = write("team_mate", f"{BEGUN} week: a prototype", base=basis)
    assert (saved.is_clash, saved.value) == (False, f"Title\n\n{BEGUN} week: a prototype")


def test_changes_of_one_line_are_a_clash_that_keeps_both(world, write):
    write("participant", BEGUN)
    write("participant", BEGUN.replace("Who", "Nine tenants"), base=1)
    saved = write("team_mate", BEGUN.replace("Who", "Ten tenants"), base=1)
    assert (saved.is_clash, text_of(world)) == (True, BEGUN.replace("Who", "Nine tenants"))
    assert Clash.objects.get().value == BEGUN.replace("Who", "Ten tenants")


def test_a_clash_follows_what_its_writer_types_on_and_ends_when_it_fits(world, write):
    write("participant", BEGUN)
    write("participant", BEGUN.replace("Who", "Nine"), base=1)
    write("team_mate", BEGUN.replace("Who", "Ten"), base=1)
    write("team_mate", BEGUN.replace("Who", "Ten tenants"), base=1)
    assert list(Clash.objects.values_list("value", flat=True)) == [BEGUN.replace("Who", "Ten tenants")]
    write("team_mate", BEGUN.replace("Who", "Nine"), base=1)
    assert (Clash.objects.count(), text_of(world)) == (0, BEGUN.replace("Who", "Nine"))


@pytest.mark.parametrize(
    ("keep", "stands"), [("ours", "Nine"), ("theirs", "Ten"), ("both", "Nine\n\nTen"), ("nonsense", "Nine")]
)
def test_a_clash_is_settled_by_choosing_and_the_other_text_stays_among_the_saves(world, write, keep, stands):
    write("participant", "Nine")
    write("team_mate", "Ten")
    services.settle_clash(clash=Clash.objects.get(), keep=keep, by=world.people["participant"])
    assert (text_of(world), Clash.objects.count(), {"Nine", "Ten"} <= set(saves(world))) == (stands, 0, True)


def test_settling_a_clash_twice_changes_nothing_more(world, write):
    write("participant", "Nine")
    write("team_mate", "Ten")
    clash = Clash.objects.get()
    for keep in ("theirs", "both"):
        services.settle_clash(clash=clash, keep=keep, by=world.people["participant"])
    assert text_of(world) == "Ten"


def test_saves_are_thinned_by_age_and_the_newest_always_stays(world, write):
    for number in range(60):
        write("participant", f"Word {number}", base=number, now=START + timedelta(seconds=30 * number))
    kept = saves(world)
    assert (kept[-1], len(kept) < 50, kept[-20:]) == ("Word 59", True, [f"Word {number}" for number in range(40, 60)])


def test_an_earlier_save_is_seen_with_what_it_changed_and_put_back(world, sign_in, write):
    write("participant", "We asked nine tenants.")
    write("team_mate", "We asked ten tenants.", base=1)
    address = reverse("my:draft_saves", args=["spring-2027", world.draft.key])
    client = sign_in("participant")
    newest, first = client.get(address).context["saves"]
    changed = [(piece.kind, piece.text) for piece in newest.blocks[0].pieces if piece.kind != "same"]
    assert (changed, newest.is_current, first.is_current) == ([("gone", "nine"), ("new", "ten")], True, False)
    client.post(address, {"back": "text:1"})
    assert (text_of(world), len(saves(world))) == ("We asked nine tenants.", 3)
    for nonsense in ("text:99", "text:x", "", "other:1"):
        client.post(address, {"back": nonsense})
    assert len(saves(world)) == 3


def test_the_saves_ask_the_same_for_few_and_many(world, sign_in, write, django_assert_num_queries):
    client, address = sign_in("participant"), reverse("my:draft_saves", args=["spring-2027", world.draft.key])
    write("participant", "One")
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(10):
            client.get(address)
        for number in range(1, 4):
            write("participant", f"One {number}", base=len(saves(world)))


def test_a_base_that_was_thinned_still_merges_by_an_older_one(world, write):
    heard = BEGUN.replace("What we heard", "Heard")
    write("participant", BEGUN)
    write("participant", heard, base=1)
    DraftRevision.objects.filter(revision=2).delete()
    write("participant", f"Title\n\n{heard}", base=2)
    assert write("team_mate", f"{heard}\n\nEnd", base=2).value == f"Title\n\n{heard}\n\nEnd"


def test_parts_that_nobody_asks_for_are_not_kept(world):
    where = {"milestone": world.milestone, "team": world.team, "by": world.people["participant"]}
    assert services.save_draft(edits={"answer_x": Edit("?"), "saved_by": Edit("?")}, **where) == {}


def test_an_answer_is_a_part_of_its_own(world):
    world.milestone.form = as_data([Field("people", "How many people?", kind="number")])
    world.milestone.save()
    where = {"milestone": world.milestone, "team": world.team}
    services.save_draft(edits={"answer_people": Edit("many")}, by=world.people["participant"], **where)
    with pytest.raises(services.Incomplete) as refused:
        services.submit(by=world.people["participant"], **where)
    assert list(refused.value.problems) == ["answer_people"]
    services.save_draft(edits={"answer_people": Edit("9", 1)}, by=world.people["team_mate"], **where)
    version = services.submit(by=world.people["participant"], **where)
    assert [(field.label, answer) for field, answer in version.answered] == [("How many people?", "9")]


def test_typing_is_saved_and_told_with_who_else_is_there(world, sign_in, write):
    services.see_draft(milestone=world.milestone, team=world.team, part="text", by=world.people["team_mate"])
    told = sign_in("participant").post(save_address(world), {"text": "Nine", "base_text": "0", "part": "text"}).json()
    assert told == {
        "saved": f"Saved {zones.local(zones.now(), 'Europe/London'):%H:%M} by Hana Aziz",
        "parts": {"text": {"revision": 1, "basis": 1, "clash": False}},
        "others": "Leo Marks is writing in “Text”.",
    }


def test_a_look_without_typing_brings_what_others_wrote(world, sign_in, write):
    write("team_mate", "Nine")
    told = sign_in("participant").post(save_address(world), {"base_text": "0"}).json()
    assert told["parts"] == {"text": {"revision": 1, "basis": 1, "value": "Nine", "clash": False}}


def test_typing_that_cannot_be_kept_says_why(world, sign_in):
    """F-09: never a failure, and what is on the screen stays there."""
    answer = sign_in("participant").post(save_address(world), {"text": "x\x00y"})
    assert (answer.status_code, list(answer.json())) == (422, ["problem"])


def test_drafts_are_the_teams_alone(world, sign_in, write):
    """O-02: not another team, not the mentor, not the organiser."""
    write("participant", "Our secret")
    client = sign_in("other_participant")
    address = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    assert "Our secret" not in client.get(address).content.decode()
    client.post(save_address(world), {"text": "Compass writes"})
    assert text_of(world) == "Our secret"
    for role in ("mentor", "organiser"):
        assert "Our secret" not in sign_in(role).get(address).content.decode()
        assert sign_in(role).post(save_address(world), {"text": "?"}).status_code == 404


def test_a_file_of_the_draft_goes_to_the_team_alone(world, sign_in):
    """O-02."""
    services.add_files(
        milestone=world.milestone,
        team=world.team,
        uploads=[SimpleUploadedFile("a.pdf", PDF)],
        by=world.people["participant"],
    )
    address = reverse("my:draft_file", args=["spring-2027", world.draft.key, world.draft.files.get().stored.key])
    roles = ("participant", "team_mate", "other_participant", "mentor", "organiser", "challenge_owner")
    assert {role: fetched(sign_in(role), address) for role in roles} == {
        "participant": 200,
        "team_mate": 200,
        **dict.fromkeys(roles[2:], 404),
    }


def test_a_file_taken_away_is_gone_unless_a_version_holds_it(world, sign_in, django_capture_on_commit_callbacks):
    member, address = world.people["participant"], reverse("my:milestone", args=["spring-2027", world.milestone.key])
    hand_in(world.milestone, world.team, member, uploads=[SimpleUploadedFile("kept.pdf", PDF)])
    services.add_files(
        milestone=world.milestone, team=world.team, uploads=[SimpleUploadedFile("new.pdf", PDF)], by=member
    )
    for file in list(world.draft.files.all()):
        sign_in("team_mate").post(address, {"remove": file.stored.key})
    assert world.draft.files.count() == 0
    assert list(StoredFile.objects.filter(purpose="submission").values_list("original_name", flat=True)) == ["kept.pdf"]


def test_a_file_sent_in_parts_over_the_deadline_is_in_time_within_the_grace(world, sign_in, clock):
    """D-01: begun a second before, there four seconds after, and handed in with the rest."""
    world.clash.delete()
    client, address = sign_in("team_mate"), reverse("my:milestone_upload", args=["spring-2027", world.milestone.key])
    clock.set(world.milestone.due_at - timedelta(seconds=1))
    sent = client.post(f"{address}?do=start", {"name": "plan.pdf", "size": len(PDF), "key": "k"}).json()["key"]
    clock.forward(seconds=5)
    part = f"{address}?do=part&key={sent}&offset=0"
    assert client.post(part, PDF, content_type="application/octet-stream").json()["received"] == len(PDF)
    for _ in range(2):
        assert client.post(f"{address}?do=finish&key={sent}").json()["state"] == "done"
    file = world.draft.files.get()
    assert (file.begun_at, file.stored.expires_at) == (world.milestone.due_at - timedelta(seconds=1), None)
    version = services.submit(milestone=world.milestone, team=world.team, by=world.people["participant"])
    assert (version.is_late, [one.stored.original_name for one in version.files.all()]) == (False, ["plan.pdf"])
    assert sign_in("other_participant").post(f"{address}?do=finish&key={sent}").status_code == 404


def test_a_file_sent_twice_is_there_once(world, sign_in):
    """A button pressed twice, or the same file chosen again."""
    address = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    for _ in range(2):
        sign_in("participant").post(address, {"files": [SimpleUploadedFile("a.pdf", PDF)]})
    assert (world.draft.files.count(), StoredFile.objects.filter(purpose="submission").count()) == (1, 1)


def test_an_earlier_version_stands_in_the_draft_again(world, write):
    member = world.people["participant"]
    first = hand_in(world.milestone, world.team, member, text="One", uploads=[SimpleUploadedFile("one.pdf", PDF)])
    services.remove_file(draft=world.draft, stored=first.files.get().stored, by=member)
    hand_in(world.milestone, world.team, member, text="Two")
    services.restore_version(version=first, by=member)
    assert (text_of(world), [file.stored.original_name for file in world.draft.files.all()]) == ("One", ["one.pdf"])
    assert "Two" in saves(world)


def test_what_all_agreed_to_takes_no_words_more(world, write):
    world.submission.agreed_at = START
    world.submission.save()
    with pytest.raises(Agreed):
        write("participant", "One more word")
