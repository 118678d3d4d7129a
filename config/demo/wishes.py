"""The demo's wishes: topics in words that people recognise, and what most of them would like to work on."""

from cohorts.models import Cohort, Participant
from cohorts.wishes.services import add_topic, open_wishes, save_wishes
from config.demo.clock import Calendar, at
from core.models import User

# topic, what it is about, how many teams may take it
TOPICS = (
    ("Rural isolation", "Finding out in time who lives alone and far from the next bus.", 2),
    ("Prescriptions", "Medicine that follows people in and out of prison.", 1),
    ("Illicit goods", "Choosing which parcels and lorries to open at the border.", 1),
    ("Social housing", "Knowing of damp and cold before a tenant complains.", 2),
    ("Public audit", "Reading the whole ledger instead of a sample.", 1),
    ("Business rules", "What a small firm must do, in one place.", 1),
    ("Adult social care", "Seeing the next step of somebody’s care before it is due.", 2),
)
# Who would rather not be with whom, by their place in the list.
AWAY = ((4, 11), (17, 22))
# Every so many-th person has not answered yet.
SILENT = 7


def gather(calendar: Calendar, cohort: Cohort, organiser: User) -> None:
    """Topics, a week in which people are asked, and the answers of all but a few."""
    with at(calendar.moment(-3, 0, 10)):
        topics = [
            add_topic(cohort=cohort, name=name, summary=about, places=places, by=organiser)
            for name, about, places in TOPICS
        ]
        open_wishes(cohort=cohort, until=calendar.moment(0, 0, 9), by=organiser)
    keys = [topic.key for topic in topics]
    places = list(Participant.objects.active().filter(cohort=cohort).select_related("user").order_by("pk"))
    away = {places[one].pk: [places[two].key] for one, two in AWAY}
    for number, place in enumerate(places):
        if number % SILENT == SILENT - 1:
            continue
        first = (number * 3) % len(keys)
        chosen = [*keys[first:], *keys[:first]][: 2 + number % 3]
        with at(calendar.moment(-3, 1 + number % 4, 9 + number % 8)):
            save_wishes(participant=place, topics=chosen, away=away.get(place.pk, []), by=place.user)
