"""How far to trust the ranking: the design, its figures, what is missing, and which codes of the method hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext as _

from challenges.judging.engine.outcome import Code, Flip, Rating, Settle
from challenges.results.room.panel import missing_words
from challenges.results.scale import Scale

TITLES = {
    "COMPLETE": gettext_noop("Adjusting changes no place"),
    "DISCONNECTED": gettext_noop("Panels that share no judge"),
    "ONE_JUDGE_EACH": gettext_noop("One judge for each pitch"),
    "WEAK_LINK": gettext_noop("A weak link"),
    "TOO_FEW": gettext_noop("Too few scores to adjust"),
    "NO_SPREAD": gettext_noop("No spread"),
    "NO_SIGNAL": gettext_noop("Scores do not separate teams"),
    "ADJUST_MOVES_WINNER": gettext_noop("Adjusting changes who is first"),
    "UNEQUAL_N": gettext_noop("Unequal numbers of judges"),
    "NO_SCORES": gettext_noop("Teams without a sheet"),
    "INCOMPLETE": gettext_noop("Sheets not finished"),
}
CALM = {"COMPLETE"}


@dataclass(frozen=True)
class Warned:
    """One code in words; a calm one informs, the others warn."""

    state: str
    title: str
    words: str
    is_mover: bool


def warnings(rating: Rating) -> list[Warned]:
    """Every code of the method that holds, as it is told."""
    return [
        Warned(
            "info" if code.code in CALM else "warn",
            title_of(code),
            code.sentence.translated(gettext),
            code.code == "ADJUST_MOVES_WINNER",
        )
        for code in rating.codes
    ]


def title_of(code: Code) -> str:
    """The name of the code in words."""
    return _(TITLES[code.code]) if code.code in TITLES else code.code.replace("_", " ").capitalize()


def facts(rating: Rating, *, missing: int, due: int, kept_out: int, data_hash: str) -> list[tuple[str, str]]:
    """What the box says, line by line."""
    rows = [(_("Design"), design_words(rating))]
    if rating.efficiency is not None:
        rows.append((_("Efficiency of the design"), f"{rating.efficiency:.2f}"))
    if rating.reliability is not None:
        rows.append((_("Reliability"), _reliability(rating)))
    checks = ", ".join(title_of(code) for code in rating.codes if code.code not in CALM)
    return [
        *rows,
        (_("Sheets missing"), missing_words(missing, due)),
        (_("Kept out for a conflict"), ngettext("%(count)s pair", "%(count)s pairs", kept_out) % {"count": kept_out}),
        (_("Checks raised"), checks or _("none")),
        (_("Method and data"), f"{rating.method}, {data_hash[:4]} {data_hash[4:8]}"),
    ]


def _reliability(rating: Rating) -> str:
    assert rating.reliability is not None
    words = {"now": f"{rating.reliability.g:.2f}", "then": f"{rating.reliability.g_next:.2f}"}
    return _("%(now)s; %(then)s with one judge more") % words


def design_words(rating: Rating) -> str:
    """Complete, linked or split, and how many judges a pitch has."""
    counts = sorted({pitch.n for pitch in rating.pitches if pitch.n})
    if not counts:
        return _("No sheets yet")
    many = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    kind = _("Linked")
    if rating.has("COMPLETE"):
        kind = _("Complete")
    elif len(rating.components) > 1:
        kind = ngettext("Split in %(count)s", "Split in %(count)s", len(rating.components)) % {
            "count": len(rating.components)
        }
    judges = ngettext("%(many)s judge a pitch", "%(many)s judges a pitch", counts[-1]) % {"many": many}
    return f"{kind}, {judges}"


def stability_rows(rating: Rating) -> list[tuple[str, int]]:
    """Teams with their share of wins, in hundredths, while the weights wander: those that ever win, at most six."""
    names = {pitch.id: pitch.name for pitch in rating.pitches}
    shares = sorted(rating.stability.items(), key=lambda pair: (-pair[1], names.get(pair[0], "")))
    return [(names.get(key, ""), round(share * 100)) for key, share in shares if round(share * 100)][:6]


def flip_sentence(rating: Rating, flips: Sequence[Flip], criteria: Sequence[dict[str, object]]) -> str:
    """The smallest shift of weight that gives the first place to another team."""
    if not flips:
        return _("No single shift of weight gives the first place to another team.") if rating.stability else ""
    flip = flips[0]
    names = {pitch.id: pitch.name for pitch in rating.pitches}
    words = {str(row["key"]): row["name"] for row in criteria}
    return _("%(points)s points from %(source)s to %(target)s would make %(rival)s win.") % {
        "points": f"{flip.points:.0f}",
        "source": words.get(flip.source, flip.source),
        "target": words.get(flip.target, flip.target),
        "rival": names.get(flip.rival, ""),
    }


def settle_sentences(rating: Rating, scale: Scale) -> list[str]:
    """Which sheet that is not written would tell most, and by how much the doubt would shrink."""
    return [_settle(rating, one, scale) for one in rating.settles]


def _settle(rating: Rating, one: Settle, scale: Scale) -> str:
    teams = {pitch.id: pitch.name for pitch in rating.pitches}
    judges = {judge.id: judge.name for judge in rating.judges}
    words = {
        "judge": judges.get(one.judge, ""),
        "team": teams.get(one.pitch, ""),
        "first": teams.get(one.pair[0], ""),
        "second": teams.get(one.pair[1], ""),
        "before": scale.size(one.variance_before**0.5),
        "after": scale.size(one.variance_after**0.5),
    }
    return (
        _(
            "A sheet of %(judge)s for %(team)s would tell most about %(first)s and %(second)s: "
            "the doubt about their difference would fall from %(before)s to %(after)s."
        )
        % words
    )
