"""Days for tests of the rating: by hand, drawn, and as hypothesis finds them."""

import json
import random

from hypothesis import strategies as st

from challenges.judging.engine import Card, Criterion, Slot


def rubric(count=1, low=1, high=5, weights=None):
    weights = weights or [1] * count
    return [Criterion(f"c{n}", f"C{n}", weights[n], low, high) for n in range(count)]


def slots(count):
    return [Slot(f"p{n}", f"Team {n}") for n in range(count)]


def card(judge, pitch, *scores):
    return Card(f"j{judge}", f"p{pitch}", {f"c{n}": score for n, score in enumerate(scores) if score is not None})


def table(rows):
    """Cards of one criterion: a row for each pitch, a column for each judge, None where not seen."""
    return [
        card(judge, pitch, score)
        for pitch, row in enumerate(rows)
        for judge, score in enumerate(row)
        if score is not None
    ]


def drawn_day(pitches, judges, each, seed=1, criteria=3):
    """A linked day: least-loaded judges, scores from 1 to 5."""
    rng = random.Random(seed)
    severity = [rng.gauss(0, 0.5) for _ in range(judges)]
    load = [0] * judges
    cards = []
    for pitch in range(pitches):
        true = rng.gauss(3.2, 0.6)
        for judge in sorted(range(judges), key=lambda j: (load[j], rng.random()))[:each]:
            load[judge] += 1
            scores = [round(true - severity[judge] + rng.gauss(0, 0.6)) for _ in range(criteria)]
            cards.append(card(judge, pitch, *(min(max(score, 1), 5) for score in scores)))
    return cards, rubric(criteria), slots(pitches)


@st.composite
def days(draw, least_pitches=1, complete=False):
    """Any day: missing cards, unfinished ones, panels that share nobody, ties, one judge, nobody."""
    pitches, judges = draw(st.integers(least_pitches, 7)), draw(st.integers(1, 6))
    criteria = [
        Criterion(f"c{n}", f"C{n}", draw(st.integers(1, 9)), 1, draw(st.integers(2, 9)))
        for n in range(draw(st.integers(1, 3)))
    ]
    rng = random.Random(draw(st.integers(0, 10**6)))
    share = 1 if complete else draw(st.sampled_from([0.0, 0.3, 0.6, 0.9, 1.0]))
    flat = draw(st.booleans())
    cards = []
    for pitch in range(pitches):
        for judge in range(judges):
            if rng.random() < share or share == 1:
                scores = {one.id: one.low if flat and pitch else rng.randint(one.low, one.high) for one in criteria}
                if not complete and rng.random() < 0.1:
                    scores.popitem()
                cards.append(Card(f"j{judge}", f"p{pitch}", scores))
    return cards, criteria, slots(pitches)


def snapshot(cards, criteria, pitches, exclusions, rating):
    """The day and its rating in the form of docs/rating.md."""
    return json.loads(
        json.dumps(
            {
                "method": rating.method,
                "criteria": [
                    {"key": one.id, "weight": one.weight, "low": one.low, "high": one.high} for one in criteria
                ],
                "pitches": [{"key": slot.id, "name": slot.name} for slot in pitches],
                "judges": sorted({one.judge for one in cards}),
                "sheets": [{"pitch": one.slot, "judge": one.judge, "scores": dict(one.scores)} for one in cards],
                "excluded": [list(pair) for pair in exclusions],
                "result": {
                    "basis": rating.basis,
                    "pitches": [
                        {"key": one.id, "raw": one.raw, "adjusted": one.adjusted, "rank": one.rank}
                        for one in rating.pitches
                    ],
                },
            },
            allow_nan=False,
        )
    )
