"""The rating of a day: adjusted scores with their ledgers, how sure the places are, and what to ask before deciding.

Loads numpy and scipy, which takes a tenth of a second: pages that show no rating must not import this module.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from challenges.judging.engine.belief import Belief, belief_of
from challenges.judging.engine.cards import Card, Criterion, Slot
from challenges.judging.engine.codes import Found, codes_of, shows_raw, unfinished, unscored
from challenges.judging.engine.design import Design, Floats, design_of
from challenges.judging.engine.fit import Fit, fit
from challenges.judging.engine.judges import Cards, bearings, cards_of, residuals_of, severities
from challenges.judging.engine.links import Links, links_of
from challenges.judging.engine.outcome import (
    ADJUSTED,
    RAW,
    TOO_CLOSE,
    Code,
    Counted,
    Flip,
    RatedJudge,
    RatedPitch,
    Rating,
    Reliability,
    Residual,
)
from challenges.judging.engine.quality import components_of, deviations_of, efficiency_of, reliability_of
from challenges.judging.engine.settle import settles_of
from challenges.judging.engine.standing import Standing, standing_of
from challenges.judging.engine.verdict import verdict_of
from challenges.judging.engine.weights import flip_of, stability
from challenges.judging.engine.without import scores_without, winners_of

FLAT = "SLOPE"
"""The flag of a judge whose marks hardly follow those of colleagues."""


@dataclass(frozen=True)
class Names:
    """What pitches and judges are called, and whom they belong to."""

    slots: Sequence[Slot]
    judges: Mapping[str, str]
    organisations: Mapping[str, str] = field(default_factory=dict)
    pitch_organisations: Mapping[str, Collection[str]] = field(default_factory=dict)


def rate(
    cards: Sequence[Card],
    criteria: Sequence[Criterion],
    slots: Sequence[Slot],
    exclusions: Collection[tuple[str, str]] = (),
    *,
    judges: Mapping[str, str] | None = None,
    organisations: Mapping[str, str] | None = None,
    pitch_organisations: Mapping[str, Collection[str]] | None = None,
    seed: int = 0,
) -> Rating:
    """Return the rating; cards of excluded (judge, slot) pairs leave as if never written. Raises BadScores.

    `judges` names those of the panel, `organisations` theirs, `pitch_organisations` those of the pitches. The same
    cards and seed give the same answer to the last digit, in whatever order and under whatever ids.
    """
    design = design_of(cards, criteria, slots, exclusions)
    known = {card.judge: card.judge for card in cards} | dict(judges or {})
    names = Names(slots, known, organisations or {}, pitch_organisations or {})
    if not len(design.totals):
        return _nothing(design, names, seed)
    return _Work(design, names, exclusions, seed).rating()


def _nothing(design: Design, names: Names, seed: int) -> Rating:
    """Return the rating of a day without a counted card."""
    pitches = _without_score(design, names)
    return Rating(
        basis=RAW,
        verdict=verdict_of(pitches, {}, components=0, is_sure=False),
        pitches=pitches,
        judges=tuple(_silent(judge, name) for judge, name in sorted(names.judges.items())),
        pairs={},
        ties=(),
        bands=(),
        components=(),
        residuals=(),
        codes=_missing(design, pitches),
        incomplete=design.incomplete,
        seed=seed,
    )


def _without_score(design: Design, names: Names) -> tuple[RatedPitch, ...]:
    scored = set(design.pitches)
    left = sorted((slot for slot in names.slots if slot.id not in scored), key=lambda slot: slot.id)
    return tuple(
        RatedPitch(
            slot.id, slot.name, 0,
            raw=None, adjusted=None, rank=None, low=None, high=None,
            rank_low=None, rank_high=None, p_win=None, p_top3=None, component=-1,
        )
        for slot in left
    )  # fmt: skip


def _silent(judge: str, name: str) -> RatedJudge:
    return RatedJudge(judge, name, 0, None, None, None, None, None)


def _missing(design: Design, left: Sequence[RatedPitch]) -> tuple[Code, ...]:
    """Return what is told beside the method's codes: pitches and cards that do not count."""
    codes = [unscored([pitch.name for pitch in left], [pitch.id for pitch in left])] if left else []
    return tuple(codes + ([unfinished(design.incomplete)] if design.incomplete else []))


def _links(design: Design) -> Links:
    if design.is_complete:
        return Links((0,) * len(design.pitches), 1, (), ())
    cells = list(zip(design.at_pitch.tolist(), design.at_judge.tolist(), strict=True))
    return links_of(len(design.pitches), len(design.judges), cells)


class _Work:
    """One rating in the making; every part is computed once."""

    def __init__(self, design: Design, names: Names, exclusions: Collection[tuple[str, str]], seed: int) -> None:
        self.design, self.names, self.exclusions, self.seed = design, names, exclusions, seed
        self.fit: Fit = fit(design)
        self.links: Links = _links(design)
        self.is_raw = shows_raw(self.fit)
        self.belief: Belief = belief_of(self.fit, is_raw=self.is_raw)
        self.variance: Floats = self.belief.variance
        self.chances: Floats = self.belief.chances(self.variance)
        self.standing: Standing = standing_of(self.belief, self.links, self.chances, seed)
        self.cards: Cards = cards_of(self.fit)
        self.criteria: Floats = design.by_pitch(design.parts) if self.is_raw else self.fit.smooth(design.parts)
        self.parts = components_of(self.fit, self.links.count)
        self.slot_names = {slot.id: slot.name for slot in names.slots}

    def rating(self) -> Rating:
        """The whole answer."""
        design, standing, links = self.design, self.standing, self.links
        left = _without_score(design, self.names)
        pitches = (*self._pitches(), *left)
        pairs, bands = self._pairs(), self._ids(self._bands())
        residuals = self._residuals()
        reliability = reliability_of(design, self.parts)
        is_one = links.count == 1
        return Rating(
            basis=RAW if self.is_raw else ADJUSTED,
            verdict=verdict_of(pitches, pairs, components=links.count, is_sure=not self.fit.is_few),
            pitches=pitches,
            judges=self._judges(),
            pairs=pairs,
            ties=self._ids([group for group in standing.ties if len(group) > 1]),
            bands=bands,
            components=tuple(tuple(sorted(group)) for group in self._ids(standing.components)),
            residuals=residuals,
            codes=(*codes_of(self._found(reliability)), *_missing(design, left)),
            incomplete=design.incomplete,
            own_organisation=self._own(residuals),
            reliability=reliability,
            stability=self._stability() if is_one else {},
            flips=self._flips() if is_one else (),
            settles=settles_of(self.fit, self.cards, self.variance, self._deciding(), self.exclusions),
            efficiency=efficiency_of(design, links.count),
            seed=self.seed,
            deviations=deviations_of(self.parts),
        )

    def _ids(self, groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self.design.pitches[at] for at in group) for group in groups)

    def _pitches(self) -> list[RatedPitch]:
        ledgers = self._ledgers()
        adjusted = self.fit.share @ self.fit.adjusted
        low, high = self.belief.ranges()
        standing = self.standing
        columns = zip(
            self.fit.raw.tolist(), adjusted.tolist(), low.tolist(), high.tolist(), self.criteria.tolist(), strict=True
        )
        rows = list(columns)
        found = []
        for at in standing.order:
            raw, score, lowest, highest, criteria = rows[at]
            name = self.design.pitches[at]
            found.append(
                RatedPitch(
                    id=name,
                    name=self.slot_names[name],
                    n=int(self.design.n[at]),
                    raw=raw,
                    adjusted=score,
                    rank=standing.rank[at],
                    low=lowest,
                    high=highest,
                    rank_low=standing.low[at],
                    rank_high=standing.high[at],
                    p_win=standing.first[at],
                    p_top3=standing.top3[at],
                    component=standing.component[at],
                    ledger=ledgers[at],
                    criteria=dict(zip(self.design.criteria, criteria, strict=True)),
                )
            )
        return found

    def _ledgers(self) -> list[tuple[Counted, ...]]:
        design = self.design
        severity = (-self.fit.mean_judge).tolist()
        lines: list[list[Counted]] = [[] for _ in design.pitches]
        cells = zip(design.at_pitch.tolist(), design.at_judge.tolist(), design.totals.tolist(), strict=True)
        for pitch, judge, total in cells:
            lines[pitch].append(Counted(design.judges[judge], total, severity[judge]))
        return [tuple(sorted(found, key=lambda line: line.judge)) for found in lines]

    def _pairs(self) -> dict[tuple[str, str], float]:
        pairs: dict[tuple[str, str], float] = {}
        ids = self.design.pitches
        for group in self.standing.components:
            order = np.array(group)
            chances = self.chances[np.ix_(order, order)].tolist()
            for at, one in enumerate(group):
                row, name = chances[at], ids[one]
                for later in range(at + 1, len(group)):
                    pairs[name, ids[group[later]]] = row[later]
        return pairs

    def _bands(self) -> list[list[int]]:
        bands: list[list[int]] = []
        for group in self.standing.components:
            band = [group[0]]
            for one, two in zip(group, group[1:], strict=False):
                if self.chances[one, two] >= TOO_CLOSE:
                    bands.append(band)
                    band = []
                band.append(two)
            bands.append(band)
        return [band for band in bands if len(band) > 1]

    def _judges(self) -> tuple[RatedJudge, ...]:
        design = self.design
        severity, low, high = (values.tolist() for values in severities(self.fit, self.cards))
        found = {}
        without = self._without()
        for at, bearing in enumerate(bearings(self.fit)):
            judge = design.judges[at]
            flags = (FLAT,) if bearing.is_flat else ()
            found[judge] = RatedJudge(
                judge, self.names.judges[judge], int(design.k[at]), severity[at], low[at], high[at],
                bearing.spread, bearing.slope, flags, without[at],
            )  # fmt: skip
        return tuple(found.get(judge) or _silent(judge, name) for judge, name in sorted(self.names.judges.items()))

    def _without(self) -> list[tuple[str, ...]]:
        """For each judge the winners if that judge had not been there, where they are others."""
        now = self._winners(self.belief.centre)
        later = (self._winners(scores) for scores in scores_without(self.fit))
        return [tuple(sorted(names)) if names != now else () for names in later]

    def _winners(self, scores: Floats) -> frozenset[str]:
        groups = self.standing.components
        return frozenset(self.design.pitches[group[at]] for group in groups for at in winners_of(scores[group]))

    def _residuals(self) -> tuple[Residual, ...]:
        design = self.design
        left, own = residuals_of(self.fit, self.cards)
        pitches, judges = np.array(design.pitches), np.array(design.judges)
        # Sorted by numbers before the rows are made: thirty thousand names take longer than all the algebra.
        order = np.lexsort((judges.argsort().argsort()[design.at_judge], pitches.argsort().argsort()[design.at_pitch]))
        cells = zip(*(column[order].tolist() for column in (design.at_pitch, design.at_judge, left, own)), strict=True)
        return tuple(
            Residual(design.pitches[pitch], design.judges[judge], off, own_spreads)
            for pitch, judge, off, own_spreads in cells
        )

    def _own(self, residuals: Sequence[Residual]) -> tuple[Residual, ...]:
        """The cards by which judges scored a pitch of their own organisation."""
        mine, theirs = self.names.organisations, self.names.pitch_organisations
        return tuple(one for one in residuals if mine.get(one.judge) and mine[one.judge] in theirs.get(one.pitch, ()))

    def _found(self, reliability: Reliability | None) -> Found:
        return Found(
            self.fit,
            self.links,
            reliability,
            self._winners(self.fit.raw),
            self._winners(self.fit.share @ self.fit.adjusted),
            self.slot_names,
            self.names.judges,
        )

    def _deciding(self) -> tuple[int, int] | None:
        order = self.standing.order
        return (order[0], order[1]) if self.links.count == 1 and len(order) > 1 else None

    def _stability(self) -> dict[str, float]:
        shares = stability(self.criteria, self.design.weights, self.seed).tolist()
        return {self.design.pitches[at]: shares[at] for at in self.standing.order}

    def _flips(self) -> tuple[Flip, ...]:
        leader, design = self.standing.order[0], self.design
        found = []
        for rival in self.standing.order[1:]:
            flip = flip_of(self.criteria[leader], self.criteria[rival], design.weights)
            if flip and self.standing.rank[rival] > 1:
                points, (source, target) = flip[0] * 100, (design.criteria[at] for at in flip[1:])
                found.append(Flip(design.pitches[rival], points, source, target, design.pitches[leader]))
        return tuple(sorted(found, key=lambda flip: (flip.points, flip.rival)))
