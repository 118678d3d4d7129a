"""What a new programme starts with: twelve weeks with their themes."""

from cohorts.programmes.models import WithWhom
from core.workflow import gettext_noop

TEAM, OWNER, HOST = WithWhom.TEAM, WithWhom.OWNER, WithWhom.HOST
# Theme, what happens, with whom; week 1 first.
DEFAULT_WEEKS: tuple[tuple[str, str, WithWhom], ...] = (
    (gettext_noop("Kick-off"), gettext_noop("Teams meet"), TEAM),
    (gettext_noop("Challenge owners"), gettext_noop("Owner briefings"), OWNER),
    (gettext_noop("How firms build"), gettext_noop("Programme day 1"), HOST),
    (gettext_noop("Problem statement"), gettext_noop("In your own words"), TEAM),
    (gettext_noop("User research"), gettext_noop("Programme day 2"), HOST),
    (gettext_noop("Insight"), gettext_noop("What users really need"), TEAM),
    (gettext_noop("Ideas"), gettext_noop("Programme day 3"), HOST),
    (gettext_noop("Midway review"), gettext_noop("Owner review"), OWNER),
    (gettext_noop("Prototype"), gettext_noop("Programme day 4"), HOST),
    (gettext_noop("Test with users"), gettext_noop("Programme day 5"), HOST),
    (gettext_noop("Rehearsal"), gettext_noop("Tell it in eight minutes"), TEAM),
    (gettext_noop("Pitch day"), gettext_noop("Before senior judges"), TEAM),
)
# Words that stand in addresses already and so name no programme or cohort.
RESERVED = frozenset(
    {"programmes", "cohorts", "new", "settings", "account", "accounts", "start", "style", "export", "search", "team"}
)
