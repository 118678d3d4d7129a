"""The demo's team rooms: decisions, one of them replaced, notes that two wrote, meetings, an open poll, links."""

from datetime import timedelta
from typing import Any

from challenges.work.rooms.engine.slots import span
from challenges.work.rooms.people import members_of, mentors_of
from challenges.work.rooms.services import (
    add_link,
    answer_meeting,
    fix_meeting,
    propose_meeting,
    record_decision,
    save_card,
    save_note,
    share_note,
    write_note,
)
from challenges.work.rooms.suggesting import suggest
from cohorts.models import Team
from config.demo.clock import Calendar, at
from core.models import User

DECIDED: list[dict[str, Any]] = [
    {
        "sentence": "We talk first to people who live with it, and to officials only after that.",
        "why": "Officials told us what people want, and the first two people we met said the opposite.",
    },
    {
        "sentence": "We write down every interview on the same day.",
        "why": "By Friday two of us remembered the same talk differently.",
    },
]
REPLACED: dict[str, Any] = {
    "sentence": "We talk to both together, one of each at a time.",
    "why": "They correct each other, and tell us whom nobody has asked yet.",
}
NOTE = "## Who has it\n\nThe people in the first line.\n\n## What they do today\n\nThey ring, wait and ring again."
LATER = NOTE.replace("first line", "first line, and those who are rung at night")
TOGETHER = NOTE.replace("ring again.", "ring again. Two keep a diary with photographs.")
LINKS = [
    ("Our board", "https://boards.example.com/our-team"),
    ("Interview notes, to write in", "https://docs.example.com/interviews"),
    ("The data we may use", "https://data.example.com/ours?year=2026"),
]
REACH = ("he/him", "Team chat before ten, or ring me"), ("she/her", "Not on Fridays"), ("they/them", "")


def furnish(calendar: Calendar, teams: list[Team]) -> None:
    """Three rooms, Hana's among them, hold what teams keep by their fifth week; a poll is open in that week."""
    chosen = sorted(teams, key=lambda team: not team.members.filter(participant__user__first_name="Hana").exists())[:3]
    for turn, team in enumerate(chosen):
        people = [member.participant.user for member in members_of(team)]
        _cards(calendar, team, people)
        _decide(calendar, team, people)
        _write(calendar, team, people)
        _keep(calendar, team, people)
        _meet(calendar, team, people, turn)


def _cards(calendar: Calendar, team: Team, people: list[User]) -> None:
    with at(calendar.moment(2, 1, 9)):
        for person, (pronouns, reach) in zip(people, REACH, strict=False):
            save_card(cohort=team.cohort, pronouns=pronouns, reach=reach, shows_email=not reach, by=person)


def _decide(calendar: Calendar, team: Team, people: list[User]) -> None:
    made = []
    for turn, words in enumerate(DECIDED):
        with at(calendar.moment(3, turn, 15)):
            decided_on = calendar.day(3, turn)
            made.append(record_decision(team=team, **words, decided_on=decided_on, by=people[turn]))
    with at(calendar.moment(4, 1, 16)):
        record_decision(team=team, **REPLACED, replaces=made[0], decided_on=calendar.day(4, 1), by=people[2])


def _write(calendar: Calendar, team: Team, people: list[User]) -> None:
    """One note that two wrote on at once, read by the mentors too, and one for the team alone."""
    with at(calendar.moment(3, 2, 11)):
        note = write_note(team=team, title="What we know of the problem", text=NOTE, by=people[0])
    with at(calendar.moment(4, 2, 10, 5)):
        save_note(note=note, title=note.title, text=LATER, base=1, by=people[1])
    with at(calendar.moment(4, 2, 10, 9)):
        save_note(note=note, title=note.title, text=TOGETHER, base=1, by=people[2])
        share_note(note=note, is_shared=True, by=people[2])
    with at(calendar.moment(4, 3, 17)):
        text = "- Who speaks first at the rehearsal?\n- Who has never pitched, and wants to?"
        write_note(team=team, title="For ourselves: who does what", text=text, by=people[1])


def _keep(calendar: Calendar, team: Team, people: list[User]) -> None:
    for turn, (title, address) in enumerate(LINKS):
        with at(calendar.moment(2, turn, 13)):
            add_link(team=team, title=title, address=address, by=people[turn % len(people)])


def _meet(calendar: Calendar, team: Team, people: list[User], turn: int) -> None:
    """A meeting that took place, one that is fixed, and in week five one whose time is being found."""
    _fixed(calendar, team, people, 3, "First look at what we heard", place="Room 2, second floor")
    if calendar.stage != "week-5":
        return
    with at(calendar.moment(4, 3, 12)):
        soon = calendar.today + timedelta(days=1 + turn)
        about: dict[str, Any] = {"subject": "Go through the interviews", "minutes": 60, "place": ""}
        about["link"] = "https://meet.example.com/our-team"
        days = span(soon, soon + timedelta(days=4))
        slots = [one.at for one in suggest(team, days, 60, calendar.moment(4, 3, 12))][:3]
        fixed = propose_meeting(team=team, slots=slots, mentors=mentors_of(team)[:1], by=people[1], **about)
        fix_meeting(meeting=fixed, slot=fixed.slots.order_by("starts_at")[0], by=people[1])
    with at(calendar.moment(4, 4, 9)):
        days = span(calendar.today + timedelta(days=4), calendar.today + timedelta(days=11))
        slots = [one.at for one in suggest(team, days, 90, calendar.moment(4, 4, 9))][:4]
        about = {"subject": "Choose one idea", "minutes": 90, "place": "Room 2, second floor"}
        asked = propose_meeting(team=team, slots=slots, mentors=mentors_of(team)[:1], by=people[2], **about)
    with at(calendar.moment(4, 4, 11)):
        keys = list(asked.slots.order_by("starts_at").values_list("key", flat=True))
        for number, person in enumerate(people[3:]):
            said = ("NO", "MAYBE", "YES", "YES") if number == 0 else ("YES", "YES", "MAYBE", "NO")
            answer_meeting(meeting=asked, answers=dict(zip(keys, said, strict=False)), by=person)


def _fixed(calendar: Calendar, team: Team, people: list[User], week: int, subject: str, *, place: str) -> None:
    with at(calendar.moment(week, 0, 9)):
        when = calendar.moment(week, 2, 14)
        about: dict[str, Any] = {"subject": subject, "minutes": 60, "place": place}
        made = propose_meeting(team=team, slots=[when], by=people[0], **about)
        fix_meeting(meeting=made, slot=made.slots.get(), by=people[0])
