"""What the demo's teams saw and used: the latest programme day in what they hand in, and some whom they met."""

from challenges.models import DraftCitation, Milestone
from challenges.work.cited.options import options_for
from challenges.work.cited.services import cite
from cohorts.models import Team
from core import zones
from core.models import User

SENTENCES = {
    "How firms build": (
        "Their week ends with showing half-finished things. We showed our problem statement to two tenants on Friday.",
        "The team's board has a column “who waits for us?”. We put it over our interview notes.",
        "They stop work that nobody asked for. We dropped our second idea the same evening.",
        "Everybody there can say in one sentence whom the product is for. So can each of us now.",
        "They ask five people before they build. We asked five more before we wrote this.",
        "Their engineers answer the telephone for a day each month. We sat beside the wardens for a morning.",
    ),
    "Listening to users": (
        "The clinic found three leading questions in our interview guide. We asked the last five people without them.",
        "We saw how they note what people do beside what they say, and split our notes the same way.",
    ),
    "From data to ideas": (
        "The open data of sensors was free to try. Our prototype reads it.",
        "Sketching eight ideas in eight minutes gave us the one we kept.",
    ),
    "Building a prototype": (
        "Their engineer talked us out of an app: our prototype is a page and a text message.",
        "We built it on paper first, as they do, and threw away the first two.",
    ),
    "Testing with the public": (
        "In the town four of six people found the alert by themselves. We moved it up for the other two.",
        "The recordings showed where people hesitate. We cut that step.",
    ),
}
MET = ("housing officer on call", "Ferrow Homes", "She rings before she writes: so does our alert.")
HOST = "Let us ask questions for an hour after the day. The order of our interviews is from that talk."


def cite_what_was_used(milestone: Milestone, team: Team, number: int, by: User) -> None:
    """The draft cites the latest day, some of it kept from the host; one team its host, another somebody it met."""
    if DraftCitation.objects.filter(draft__milestone=milestone, draft__team=team).exists():
        return
    choices = [option for options in options_for(team, zones.now()).values() for option in options]
    seen = [option for option in choices if option.value.startswith("day-") and option.was_there]
    if not seen or number % 4 == 3:
        return
    day, host = seen[-1], [option for option in choices if option.value.startswith("host-")]
    said = SENTENCES[str(day.visit)]
    used = said[number % len(said)]
    cite(milestone=milestone, team=team, about=day.value, words=used, is_told=number != 4, by=by)
    if number == 0 and host:
        cite(milestone=milestone, team=team, about=host[-1].value, words=HOST, by=by)
    if number == 1:
        who, organisation, used = MET
        cite(milestone=milestone, team=team, about="other", who=who, organisation=organisation, words=used, by=by)
