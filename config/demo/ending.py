"""The demo's last chapter: the pitch day, the panel's decision, its release."""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from challenges.judges.forms import EXAMPLE_TEXT, EXAMPLE_TITLE
from challenges.judges.services import save_practice, set_practice
from challenges.judging.services import save_card, submit_card
from challenges.live.services import finish_slot, start_pitch, start_questions, start_scoring
from challenges.models import Conflict, Criterion, PanelSeat, PitchDay, PitchSlot
from challenges.pitchdays.queries import Plan, plan_of, rubric_of
from challenges.pitchdays.services import (
    add_judge,
    add_pause,
    assign_judges,
    close_scores,
    decide_conflict,
    declare_conflict,
    declare_interests,
    draw_order,
    open_scoring,
    plan_pitch_day,
    publish_rules,
)
from challenges.results.services import (
    Verdict,
    agree_release,
    approve_decision,
    note_first_view,
    plan_release,
    release_results,
    scores_hash,
    sign_decision,
    tell_everybody,
)
from cohorts.models import Cohort, Team
from config.demo import people as cast
from config.demo.clock import ZONE, Calendar, at
from core import zones
from core.models import Organisation, User
from core.people.services import prove

REASONS = (
    "Both teams showed us people, not slides. One had measured the need with the owner's own figures; the other had "
    "tried its riskiest part with real users and told us what failed.\n\nThe panel could not and would not part them."
)

# A council that owns a challenge, and that a judge once advised.
ADVISED = "Leeds City Council"
DEPARTURE = "Below the first two the panel kept the running order: the scores there are too close to part anybody."


def clock(calendar: Calendar, hour: int, minute: int = 0) -> datetime:
    """A time on the pitch day."""
    return zones.wall(calendar.pitch_day, time(hour, minute), ZONE)


def plan_day(calendar: Calendar, cohort: Cohort, organiser: User) -> PitchDay:
    """The day, its panel of four, and what the chair ruled on two doubtful conflicts of interest."""
    with at(calendar.moment(3, 1, 10)):
        day = plan_pitch_day(
            cohort=cohort,
            starts_at=clock(calendar, 10),
            place="One Great George Street, London",
            set_up_minutes=2,
            by=organiser,
        )
        for name, organisation, sector, title, is_chair in cast.JUDGES:
            seat = add_judge(
                pitch_day=day,
                email=cast.address(name),
                **cast.names(name),
                title=title,
                organisation=organisation,
                sector=sector,
                is_chair=is_chair,
                by=organiser,
            )
            prove(user=seat.user, by=organiser)
    with at(calendar.moment(4, 2, 17)):
        seat = day.panel.get(user__email=cast.address("Helen Marsh"))
        team = Team.objects.get(cohort=cohort, number=2)
        reason = "I sat on a board with one of its mentors until 2025."
        doubt = declare_conflict(seat=seat, team=team, reason=reason, is_doubtful=True, by=seat.user)
        priya = day.panel.get(user__email=cast.address("Priya Nair"))
        declare_interests(seat=priya, organisations=Organisation.objects.filter(name=ADVISED), by=priya.user)
    with at(calendar.moment(4, 4, 9)):
        _rule(day, doubt)
        set_practice(pitch_day=day, title=str(EXAMPLE_TITLE), text=str(EXAMPLE_TEXT), by=organiser)
    with at(calendar.moment(4, 4, 18)):
        for seat in day.panel.exclude(user__email=cast.address("Helen Marsh")):
            taste = random.Random(seat.user.email)
            values = {row.key: taste.choice((2, 3, 3, 4)) for row in rubric_of(day)}
            save_practice(seat=seat, values=values, by=seat.user)
    return day


def _rule(day: PitchDay, doubt: Conflict) -> None:
    """The chair rules on what is doubtful; every judge of the pilot may score every team."""
    chair = day.panel.get(is_chair=True).user
    words = "The board ended two years ago, and neither owes the other anything."
    decide_conflict(conflict=doubt, stands=False, decision=words, by=chair)
    for found in Conflict.objects.asked().of(day):
        words = "One unpaid lecture for the council; she knows nobody who works on it."
        decide_conflict(conflict=found, stands=False, decision=words, by=chair)


def score(calendar: Calendar, day: PitchDay, organiser: User, *, until: int) -> None:
    """The rules are public, scoring is open, and the first pitches of the running order have been scored."""
    with at(calendar.moment(11, 0, 10)):
        publish_rules(pitch_day=day, by=organiser)
    with at(clock(calendar, 8, 30)):
        open_scoring(pitch_day=day, by=organiser)
    plan = plan_of(day)
    criteria = rubric_of(day)
    for slot in plan.slots[:until]:
        _run(slot, organiser)
        for seat in plan.judges_of(slot):
            with at(slot.starts_at + timedelta(minutes=14)):
                _hand_in(seat, slot, criteria)


def _run(slot: PitchSlot, organiser: User) -> None:
    """The pitch as the control desk ran it, to the minute."""
    day = slot.pitch_day
    begins = slot.starts_at + timedelta(minutes=day.set_up_minutes)
    with at(begins):
        start_pitch(slot=slot, by=organiser)
    with at(begins + timedelta(minutes=day.pitch_minutes)):
        start_questions(slot=slot, by=organiser)
    with at(begins + timedelta(minutes=day.pitch_minutes + day.question_minutes)):
        start_scoring(slot=slot, by=organiser)
    with at(begins + timedelta(minutes=day.pitch_minutes + day.question_minutes + day.score_minutes)):
        finish_slot(slot=slot, by=organiser)


def _hand_in(seat: PanelSeat, slot: PitchSlot, criteria: Sequence[Criterion]) -> None:
    # Two teams are a little better than the rest, and each judge has a taste of their own; always the same draw.
    talent = 4 if slot.order in (1, 4) else 3
    taste = random.Random(f"{seat.user.email} {slot.order}")
    scores = {row.key: max(1, min(5, talent + taste.choice((-1, 0, 0, 1)))) for row in criteria}
    notes = "Ask what happens at night." if (seat.pk + slot.order) % 3 == 0 else ""
    submit_card(card=save_card(seat=seat, slot=slot, scores=scores, notes=notes, by=seat.user), by=seat.user)


def score_all(day: PitchDay, organiser: User) -> None:
    """Every sheet of a large day is handed in, by judges as strict as people are, and scores are closed."""
    plan, criteria = plan_of(day), rubric_of(day)
    with at(day.starts_at - timedelta(days=7)):
        publish_rules(pitch_day=day, by=organiser)
    with at(day.starts_at - timedelta(hours=1)):
        open_scoring(pitch_day=day, by=organiser)
    for slot in plan.slots:
        for seat in plan.judges_of(slot):
            with at(slot.starts_at + timedelta(minutes=14)):
                card = save_card(seat=seat, slot=slot, scores=_leaning(seat, slot, criteria), by=seat.user)
                submit_card(card=card, by=seat.user)
    with at(plan.slots[-1].starts_at + timedelta(hours=1)):
        close_scores(pitch_day=day, by=organiser)


def _leaning(seat: PanelSeat, slot: PitchSlot, criteria: Sequence[Criterion]) -> dict[str, int]:
    """What a strict, a mild or a middling judge gives to a team; always the same draw."""
    lean = random.Random(seat.user.email).choice((-0.7, -0.3, 0, 0.3, 0.7))
    talent = random.Random(f"team {slot.order}").gauss(3.2, 0.6)
    noise = random.Random(f"{seat.user.email} {slot.order}")
    return {row.key: max(1, min(5, round(talent + lean + noise.gauss(0, 0.6)))) for row in criteria}


def decide_and_release(calendar: Calendar, day: PitchDay, organiser: User) -> None:
    """The chair signs two joint winners, as in the pilot, a judge approves, and two people release the result."""
    chair = day.panel.get(is_chair=True).user
    second = day.panel.get(user__email=cast.address("Helen Marsh")).user
    with at(clock(calendar, 14)):
        close_scores(pitch_day=day, by=chair)
    plan = plan_of(day)
    ranks = _ranks(plan)
    best = next(slot.team_id for slot in plan.slots if slot.order == 3)
    verdict = Verdict(ranks=ranks, reasons=REASONS, departure=DEPARTURE, prizes=[("Best use of data", best)])
    with at(clock(calendar, 15, 30)):
        decision = sign_decision(pitch_day=day, verdict=verdict, seen_hash=scores_hash(day), second=second, by=chair)
    with at(clock(calendar, 15, 40)):
        approve_decision(pitch_day=day, seen_hash=decision.signed_hash, by=second)
    _release(calendar, day, organiser, chair)


def _ranks(plan: Plan) -> dict[int, int]:
    """The first and the fourth pitch win together; the others follow in running order."""
    winners = {slot.team_id for slot in plan.slots if slot.order in (1, 4)}
    ranks, place = {}, 3
    for slot in plan.slots:
        ranks[slot.team_id] = 1 if slot.team_id in winners else place
        place += slot.team_id not in winners
    return ranks


def _release(calendar: Calendar, day: PitchDay, organiser: User, second: User) -> None:
    """Planned by the organiser, agreed by the chair, released five minutes later, and seen soon after."""
    with at(clock(calendar, 15, 50)):
        planned = plan_release(pitch_day=day, second=second, minutes=5, by=organiser)
    with at(clock(calendar, 15, 55)):
        agree_release(plan=planned, seen_digest=planned.digest, by=second)
    with at(clock(calendar, 16)):
        release = release_results(plan=planned)
        note_first_view(cohort_id=day.cohort_id)
    assert release is not None
    with at(clock(calendar, 16, 10)):
        tell_everybody(release=release, by=None)
    day.refresh_from_db()


def assign_panels(day: PitchDay, organiser: User, *, each: int) -> None:
    """The order is drawn with a break for lunch, and each pitch is seen by some of the judges, all linked."""
    add_pause(pitch_day=day, starts=time(13), ends=time(13, 45), title="Lunch", by=organiser)
    draw_order(pitch_day=day, seed=2027, by=organiser)
    assign_judges(pitch_day=day, each=each, seed=12, by=organiser)
