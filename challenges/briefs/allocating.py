"""Running the engine on one allocation; only tasks import this, since it loads scipy."""

import logging
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from challenges.briefs import services
from challenges.briefs.engine.allocation import Aim, CannotAllocate
from challenges.briefs.engine.allocation import Allocation as Found
from challenges.briefs.engine.solve import allocate
from challenges.briefs.models import Allocation
from challenges.briefs.snapshot import Snapshot, snapshot_of
from challenges.briefs.workflow import AllocationState
from core.errors import Refused

logger = logging.getLogger(__name__)


def run(pk: int) -> str:
    """The allocation is out of WORKING, with all its lines or with the reason it has none (C-03); its state."""
    allocation = Allocation.objects.select_related("cohort").get(pk=pk)
    if allocation.state != AllocationState.WORKING:
        return str(allocation.state)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            ended = _work_out(allocation)
        except Refused:
            # Somebody threw it away while the engine ran.
            return str(Allocation.objects.values_list("state", flat=True).get(pk=pk))
    return str(ended.state)


def _work_out(allocation: Allocation) -> Allocation:
    snapshot = snapshot_of(allocation.cohort)
    try:
        options = {str(aim): _option(snapshot, aim) for aim in Aim}
    except CannotAllocate as impossible:
        return services.fail_allocation(allocation=allocation, reason=impossible.message.translated(gettext))
    except Exception:
        logger.exception("allocation %s failed", allocation.pk)
        return services.fail_allocation(allocation=allocation, reason=gettext("A fault stopped it. Propose again."))
    lines = services.lines_of(options[allocation.aim])
    return services.finish_allocation(allocation=allocation, lines=lines, digest=snapshot.digest, options=options)


def _option(snapshot: Snapshot, aim: Aim) -> dict[str, Any]:
    """The best allocation by one aim, as JSON can hold it."""
    found: Found = allocate(snapshot.teams, snapshot.briefs, replace(snapshot.rules, aim=aim))
    return {
        "lines": [
            [
                int(line.team),
                int(line.brief),
                line.choice if line.is_ranked else None,
                line.sentence.translated(gettext),
            ]
            for line in found.lines
        ],
        "total": found.cost,
        "worst": found.worst_choice,
        "is_best": found.is_best,
        "draw": snapshot.rules.draw,
    }
