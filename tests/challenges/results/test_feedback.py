"""What teams are told: notes only after the chair has looked at them, in the words the chair lets through."""

import pytest

from challenges.models import ReviewedNote, Scorecard, TeamQuestion
from challenges.results import services
from challenges.results.models.feedback import NoteState
from challenges.results.notes import note_of, notes_for_teams
from challenges.results.told import judge_names, letter
from core.models import Event
from tests.challenges.results.day import approve, close, release

pytestmark = pytest.mark.django_db
ORIGINAL = "Jo Smith stumbled; the evidence was strong."


@pytest.fixture
def noted(world, monkeypatch):
    """Released; Helen wrote a note for Lantern, which nobody has looked at."""
    # Until sheets hold notes for the team, what is read of them is given here, at the one place that reads it.
    if not hasattr(Scorecard, "team_notes"):
        monkeypatch.setattr(Scorecard, "team_notes", property(lambda card: card.notes), raising=False)
        field = "notes"
    else:
        field = "team_notes"
    close(world)
    Scorecard.objects.filter(seat=world.seat, slot=world.slot).update(**{field: ORIGINAL})
    approve(world)
    world.pitch_day.refresh_from_db()
    release(world)
    world.sheet = Scorecard.objects.get(seat=world.seat, slot=world.slot)
    return world


def review(world, state, text=""):
    return services.review_note(card=world.sheet, state=state, text=text, by=world.people["chair"])


def read(world, sign_in, role="participant"):
    return sign_in(role).get(f"/my/spring-2027/teams/{world.team.key}/feedback/").content.decode()


def test_notes_wait_for_the_chair(noted, sign_in):
    """J-24: released results do not release a judge's words."""
    assert [note_of(card) for card in notes_for_teams(noted.pitch_day)] == [ORIGINAL]
    assert ("evidence was strong" in read(noted, sign_in), "looks at the judges" in read(noted, sign_in)) == (
        False,
        True,
    )


def test_note_given_as_it_is_reaches_the_team_without_the_judges_name(noted, sign_in):
    """J-24: masked unless the rules name judges."""
    review(noted, NoteState.RELEASED)
    page = read(noted, sign_in)
    assert (ORIGINAL in page, "Judge A" in page, "Helen Marsh" in page) == (True, True, False)


def test_redaction_keeps_the_original_sealed(noted, sign_in):
    """J-24: the team reads other words, the sheet keeps its own, and the record tells who decided."""
    with pytest.raises(services.NothingLeft):
        review(noted, NoteState.REDACTED, " ")
    review(noted, NoteState.REDACTED, "The evidence was strong.")
    page = read(noted, sign_in)
    assert ("The evidence was strong." in page, "Jo Smith" in page) == (True, False)
    assert note_of(Scorecard.objects.get(pk=noted.sheet.pk)) == ORIGINAL
    assert list(Event.objects.filter(event="feedback.reviewed").values_list("actor_label", flat=True)) == [
        "Idris Vaughan"
    ]


def test_withheld_note_is_not_there_and_can_be_given_later(noted, sign_in):
    review(noted, NoteState.WITHHELD)
    assert "evidence was strong" not in read(noted, sign_in)
    review(noted, NoteState.RELEASED)
    assert (ORIGINAL in read(noted, sign_in), ReviewedNote.objects.count()) == (True, 1)


def test_sheet_without_a_note_has_nothing_to_review(noted):
    card = Scorecard.objects.get(slot=noted.other_slot, seat=noted.seat)
    with pytest.raises(services.NoNote):
        services.review_note(card=card, state=NoteState.RELEASED, by=noted.people["chair"])


@pytest.mark.parametrize("role", ["organiser", "judge", "participant"])
def test_notes_are_reviewed_by_the_chair_alone(noted, sign_in, role):
    """J-24: organisers answer questions; judges' words are the chair's to look at."""
    address = f"/judge/deliberation/{noted.pitch_day.key}/feedback/"
    sign_in(role).post(address, {"card": noted.sheet.key, "state": "RELEASED", "text": ""})
    assert ReviewedNote.objects.count() == 0
    sign_in("chair").post(address, {"card": noted.sheet.key, "state": "RELEASED", "text": ""})
    assert ReviewedNote.objects.get().text == ORIGINAL


def test_question_before_the_release_is_refused(world):
    with pytest.raises(services.NotReleased):
        services.ask_question(team=world.team, text="Why?", by=world.people["participant"])


def test_second_question_and_second_answer_are_refused(noted):
    asked = services.ask_question(team=noted.team, text="Why?", by=noted.people["participant"])
    with pytest.raises(services.AskedAlready):
        services.ask_question(team=noted.team, text="And?", by=noted.people["team_mate"])
    services.answer_question(question=asked, answer="Because.", by=noted.people["chair"])
    with pytest.raises(services.AnsweredAlready):
        services.answer_question(question=asked, answer="No.", by=noted.people["chair"])
    assert TeamQuestion.objects.get().answer == "Because."


def test_masks_differ_from_team_to_team_and_tell_nothing():
    """J-24: judge A of one team is not judge A of another."""
    keys = [f"judge{number}" for number in range(8)]
    masks = [judge_names({"data_hash": "x"}, keys, {"key": f"p{number}"}) for number in range(4)]
    assert [sorted(mask.values()) for mask in masks] == [[f"Judge {sign}" for sign in "ABCDEFGH"]] * 4
    assert len({tuple(sorted(mask.items())) for mask in masks}) == 4


def test_masks_go_on_beyond_the_alphabet():
    assert [letter(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
