"""Several of a team at the same moment, on a database with real locks."""

from datetime import timedelta

import pytest

from challenges.models import NoteClash, TeamDecision, TeamMeeting
from challenges.work.rooms import services
from challenges.work.rooms.services import AlreadyReplaced, FixedMeanwhile
from core.models import OutboxMessage
from tests.clock import START
from tests.factories.rooms import MeetingSlotFactory, TeamMeetingFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def told(work):
    """The kind of refusal, or what came of it."""

    def run():
        try:
            return work()
        except (AlreadyReplaced, FixedMeanwhile) as refused:
            return type(refused).__name__

    return run


def test_two_who_fix_different_times_at_once_fix_one_and_the_other_is_told(world, race, participant, team_mate):
    meeting = TeamMeetingFactory(team=world.team)
    slots = [MeetingSlotFactory(meeting=meeting, starts_at=START + timedelta(days=day)) for day in (2, 3)]
    fix = [
        told(lambda slot=slot, by=by: services.fix_meeting(meeting=meeting, slot=slot, by=by).starts_at)
        for slot, by in zip(slots, (participant, team_mate), strict=True)
    ]
    results = race(*fix, *fix)
    fixed = TeamMeeting.objects.get(pk=meeting.pk).starts_at
    assert sorted(map(str, results)) == sorted([str(fixed)] * 2 + ["FixedMeanwhile"] * 2)
    assert OutboxMessage.objects.filter(kind="rooms.meeting_fixed").count() == 1


def test_two_who_replace_one_decision_at_once_replace_it_once(world, race, participant, team_mate):
    old = TeamDecision.objects.get()
    said = {"team": world.team, "why": "x", "decided_on": START.date(), "replaces": old}
    results = race(
        told(lambda: services.record_decision(sentence="One", by=participant, **said).sentence),
        told(lambda: services.record_decision(sentence="Two", by=team_mate, **said).sentence),
    )
    assert (results.count("AlreadyReplaced"), TeamDecision.objects.filter(replaces=old).count()) == (1, 1)


def test_six_writers_of_six_lines_lose_no_word(world, race, participant, team_mate):
    NoteClash.objects.all().delete()
    text = "\n\n".join(f"Line {number}" for number in range(6))
    note = services.write_note(team=world.team, title="x", text=text, by=participant)

    def write(number):
        mine = text.replace(f"Line {number}", f"Mine {number}")
        return services.save_note(note=note, title="x", text=mine, base=1, by=(participant, team_mate)[number % 2])

    results = race(*[lambda number=number: write(number) for number in range(6)])
    note.refresh_from_db()
    assert ([saved.clashes for saved in results], note.text) == ([()] * 6, text.replace("Line", "Mine"))
