"""How a team chooses, put into rows and words for its pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.choices import choice_words
from challenges.briefs.choosing.merging import fingerprint
from challenges.briefs.choosing.models import Agreeing
from challenges.briefs.choosing.queries import Choosing
from challenges.briefs.engine.allocation import ordinal
from challenges.briefs.engine.merging import Fit
from cohorts.models import Participant


def steps(choosing: Choosing, me: Participant | None) -> list[dict[str, str]]:
    """The three steps of choosing, as far as the team has come."""
    is_confirmed = choosing.ranking is not None and choosing.ranking.confirmed_at is not None
    done = [me is not None and me.pk in choosing.orders, bool(choosing.ranks), is_confirmed]
    words = [_("Rank them yourself"), _("Put one ranking together"), _("Confirm it")]
    link = reverse("my:briefs_own", args=[choosing.team.cohort.slug])
    first = done.index(False) if False in done else len(done)
    return [
        {
            "label": label,
            "state": "done" if is_done else "now" if at == first else "todo",
            "url": link if at == 0 else "#ours",
        }
        for at, (label, is_done) in enumerate(zip(words, done, strict=True))
    ]


def proposal(choosing: Choosing) -> dict[str, Any]:
    """The merged ranking with its ties, how it fits each member, and whether it is the team's already."""
    merged, known = choosing.merged, {brief.key: brief for brief in choosing.briefs}
    people = {str(person.pk): person for person in choosing.members}
    tied = {key: number for number, group in enumerate(merged.ties, start=1) for key in group}
    return {
        "rows": [(known[key], tied.get(key, 0)) for key in merged.order],
        "ties": [[known[key] for key in group] for group in merged.ties],
        "fits": [(people[fit.member].user.name, fit_words(fit), fit_state(fit)) for fit in merged.fits],
        "is_ours": list(merged.order) == [brief.key for brief in choosing.chosen],
        "shown": fingerprint(merged),
        "is_best": merged.is_best,
        "words": turned_words(merged.turned),
    }


def turned_words(turned: int) -> str:
    """By how much the proposal contradicts what members said."""
    if not turned:
        return _("It contradicts nobody’s own ranking.")
    words = ngettext(
        "Of all orders it contradicts your own rankings least: in %(count)s pair of challenges.",
        "Of all orders it contradicts your own rankings least: in %(count)s pairs of challenges.",
        turned,
    )
    return words % {"count": turned}


def fit_words(fit: Fit) -> str:
    """How the proposal suits one member."""
    words = {"place": ordinal(fit.first_at).translated(_), "turned": fit.turned, "pairs": fit.pairs}
    if not fit.turned:
        return _("first choice is %(place)s; nothing turned round") % words
    return _("first choice is %(place)s; %(turned)s of %(pairs)s pairs turned round") % words


def fit_state(fit: Fit) -> str:
    """The colour of the fit's tag."""
    return "good" if fit.first_at == 1 else "info" if fit.first_at <= 3 else "warn"


def own_words(choosing: Choosing, me: Participant | None) -> str:
    """Where the reader's own first choice stands in the team's ranking."""
    row = choosing.orders.get(me.pk) if me else None
    first = next((brief for brief in choosing.briefs if row and row.order[:1] == [brief.key]), None)
    if first is None:
        return ""
    if first.pk not in choosing.ranks:
        return _("Your first choice, %(title)s, is not in your team’s ranking.") % {"title": first.title}
    words = {"title": first.title, "choice": choice_words(choosing.ranks[first.pk])}
    return _("Your first choice, %(title)s, is your team’s %(choice)s.") % words


def agreement(choosing: Choosing, me: Participant | None) -> dict[str, Any]:
    """Who agrees to the team's ranking, who does not yet, and what the reader can do."""
    ranking = choosing.ranking
    return {
        "needs_all": choosing.rules.agreeing == Agreeing.ALL,
        "at": ranking.confirmed_at if ranking else None,
        "agreed": [person.user.name for person in choosing.members if person.pk in choosing.agreed],
        "missing": [person.user.name for person in choosing.members if person.pk not in choosing.agreed],
        "have_i": me is not None and me.pk in choosing.agreed,
        "is_possible": bool(choosing.ranks) and not choosing.is_over and me is not None,
    }


def ranked_rows(choosing: Choosing, form: Any, order: list[str]) -> list[dict[str, Any]]:
    """The rows of a ranking form: each brief with its box and its place."""
    return [
        {
            "brief": brief,
            "field": form[brief.key],
            "place": order.index(brief.key) + 1 if brief.key in order else 0,
            "is_first": brief.key in order[:1],
            "is_last": brief.key in order[-1:],
            "is_barred": brief.pk in choosing.barred,
            "is_own": choosing.own is not None and choosing.own.brief_id == brief.pk,
        }
        for brief in form.briefs
    ]
