"""Notes are written by several at once without loss; decisions are replaced and kept; links stand in order."""

from datetime import date

import pytest

from challenges.models import NoteClash, TeamDecision, TeamLink, TeamNote
from challenges.work.rooms import services
from challenges.work.rooms.services import AddressWrong, AlreadyReplaced, LinkThere
from challenges.work.rooms.services.errors import NoteIsOthers
from core.models import Event
from tests.factories.rooms import TeamDecisionFactory, TeamLinkFactory, TeamMeetingFactory

pytestmark = pytest.mark.django_db
BEGUN = "Who\n\nWhat we heard\n\nNext"


@pytest.fixture
def note(world, participant):
    NoteClash.objects.all().delete()
    return services.write_note(team=world.team, title="Interviews", text=BEGUN, by=participant, key="first")


def versions(note):
    return list(note.versions.order_by("number").values_list("number", "title", "text"))


def events(name):
    return list(Event.objects.filter(event=name).values_list("subject_label", flat=True))


def save(note, by, text=BEGUN, title="Interviews", base=1):
    return services.save_note(note=note, title=title, text=text, base=base, by=by)


def test_a_note_written_twice_by_one_form_is_one(world, participant, note):
    again = services.write_note(team=world.team, title="Interviews", text=BEGUN, by=participant, key="first")
    assert (again.pk, versions(note)) == (note.pk, [(1, "Interviews", BEGUN)])
    # The history says that a note was written and for which team, never what stands in it.
    assert events("team_note.written") == ["Lantern"]


def test_two_who_change_different_lines_and_the_title_lose_nothing(participant, team_mate, note):
    save(note, participant, BEGUN.replace("Who", "Whom we asked"))
    saved = save(note, team_mate, BEGUN.replace("Next", "What comes next"), title="Eleven interviews")
    note.refresh_from_db()
    assert (saved.clashes, note.title, note.text) == (
        (),
        "Eleven interviews",
        "Whom we asked\n\nWhat we heard\n\nWhat comes next",
    )
    assert versions(note)[2] == (3, "Eleven interviews", BEGUN.replace("Next", "What comes next"))


def test_the_same_line_changed_twice_waits_for_the_team_to_choose(world, participant, team_mate, note):
    save(note, participant, BEGUN.replace("Who", "Nine tenants"))
    saved = save(note, team_mate, BEGUN.replace("Who", "Ten tenants"))
    clash = NoteClash.objects.get()
    assert (saved.clashes, clash.value, clash.written_by) == (
        ("text",),
        BEGUN.replace("Who", "Ten tenants"),
        world.people["team_mate"],
    )
    services.settle_note(clash=clash, keep="both", by=participant)
    services.settle_note(clash=clash, keep="ours", by=participant)
    note.refresh_from_db()
    both = f"{BEGUN.replace('Who', 'Nine tenants')}\n\n{BEGUN.replace('Who', 'Ten tenants')}"
    assert (note.text, NoteClash.objects.count()) == (both, 0)
    assert [text for _number, _title, text in versions(note)][1:] == [
        BEGUN.replace("Who", "Nine tenants"),
        BEGUN.replace("Who", "Ten tenants"),
        both,
    ]


def test_what_clashed_stays_until_the_note_says_it_and_an_earlier_one_is_a_version(participant, team_mate, note):
    nine, ten, eleven = (BEGUN.replace("Who", f"{number} tenants") for number in ("Nine", "Ten", "Eleven"))
    save(note, participant, nine)
    save(note, team_mate, ten)
    save(note, team_mate, eleven)
    save(note, team_mate, nine, title="Wardens", base=4)
    assert list(NoteClash.objects.values_list("value", flat=True)) == [eleven]
    assert versions(note)[1:] == [
        (2, "Interviews", nine),
        (3, "Interviews", ten),
        (4, "Interviews", nine),
        (5, "Wardens", nine),
    ]
    save(note, team_mate, eleven, title="Wardens", base=5)
    assert (NoteClash.objects.count(), versions(note)[5:]) == (0, [(6, "Wardens", eleven)])


def test_a_clash_of_the_title_leaves_the_text_merged(participant, team_mate, note):
    save(note, participant, BEGUN.replace("Who", "Whom"), title="Nine interviews")
    saved = save(note, team_mate, BEGUN.replace("Next", "Then"), title="Ten interviews")
    note.refresh_from_db()
    assert (saved.clashes, note.title) == (("title",), "Nine interviews")
    assert note.text == "Whom\n\nWhat we heard\n\nThen"


def test_saving_the_same_again_makes_no_version(participant, note):
    save(note, participant, "Ours")
    save(note, participant, "Ours")
    assert (len(versions(note)), events("team_note.saved")) == (2, ["Lantern"])


def test_an_earlier_version_comes_back_and_what_stood_there_stays(participant, note):
    save(note, participant, "Ours")
    for _time in range(2):
        services.put_note_back(note=note, number=1, by=participant)
    assert [text for _number, _title, text in versions(note)] == [BEGUN, "Ours", BEGUN]


def test_sharing_a_note_is_told_and_done_once(participant, note):
    for shared in (True, True, False):
        services.share_note(note=note, is_shared=shared, by=participant)
    assert (events("team_note.shared"), events("team_note.kept")) == (["Lantern"], ["Lantern"])


def decide(world, sentence="We ask tenants", by="participant", **more):
    day = date(2027, 3, 9)
    said = {"sentence": sentence, "why": "They live with it.", "decided_on": day, "by": world.people[by]}
    return services.record_decision(team=world.team, **said, **more)


def test_a_decision_is_replaced_once_and_the_old_one_kept(world):
    TeamDecision.objects.all().delete()
    old = decide(world, key="a")
    new = decide(world, "We ask wardens", replaces=old, key="b")
    assert decide(world, "We ask wardens", replaces=old, key="b") == new
    with pytest.raises(AlreadyReplaced):
        decide(world, "We ask both", by="team_mate", replaces=old)
    assert list(TeamDecision.objects.order_by("pk").values_list("sentence", "replaces")) == [
        ("We ask tenants", None),
        ("We ask wardens", old.pk),
    ]
    assert (events("team_decision.recorded"), events("team_decision.replaced")) == (["Lantern"], ["Lantern"])


def test_what_belongs_to_another_team_is_refused(world, participant):
    """O-02: neither another team's decision nor its meeting can be named."""
    elsewhere = {"team": world.other_team}
    with pytest.raises(NoteIsOthers):
        decide(world, replaces=TeamDecisionFactory(**elsewhere))
    with pytest.raises(NoteIsOthers):
        decide(world, meeting=TeamMeetingFactory(**elsewhere))
    with pytest.raises(NoteIsOthers):
        services.write_note(
            team=world.team, title="x", text="", meeting=TeamMeetingFactory(**elsewhere), by=participant
        )
    assert TeamNote.objects.filter(title="x").count() == 0


def order(world):
    return list(TeamLink.objects.filter(team=world.team).order_by("position").values_list("title", flat=True))


def test_links_stand_in_the_order_that_the_buttons_say(world, participant):
    TeamLink.objects.all().delete()
    rows = [TeamLinkFactory(team=world.team, title=title, position=place) for place, title in enumerate("abc", start=1)]
    for _time in range(2):
        services.place_link(link=rows[2], to=1, by=participant)
    assert (order(world), events("team_link.placed")) == (["c", "a", "b"], ["Lantern"])
    for _time in range(2):
        services.remove_link(link=rows[0], by=participant)
    assert (order(world), events("team_link.removed")) == (["c", "b"], ["Lantern"])


def test_an_address_is_kept_once_and_checked(world, participant):
    TeamLink.objects.all().delete()
    link = {"team": world.team, "title": "Board", "by": participant}
    for _time in range(2):
        services.add_link(address="https://example.com/board", key="k", **link)
    with pytest.raises(LinkThere):
        services.add_link(address=" https://example.com/board ", **link)
    with pytest.raises(AddressWrong):
        services.add_link(address="javascript:alert(1)", **link)
    assert list(TeamLink.objects.values_list("address", "position")) == [("https://example.com/board", 1)]
