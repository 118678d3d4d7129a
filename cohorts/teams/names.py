"""Plain names for teams: nothing to be ranked by, nothing to be teased for."""

from collections.abc import Collection

from django.utils.translation import gettext as _

NAMES = (
    "Kite", "Loom", "Harbour", "Lantern", "Quarry", "Compass", "Orchard", "Anvil", "Bramble",
    "Cairn", "Delta", "Ember", "Fathom", "Grove", "Heron", "Inlet", "Juniper", "Keystone",
    "Lichen", "Meadow", "Nettle", "Osprey", "Pebble", "Quill", "Rudder", "Sextant", "Thicket",
    "Umber", "Viaduct", "Willow", "Yarrow", "Zephyr", "Aspen", "Beacon", "Clover", "Dovetail",
    "Estuary", "Fern", "Granite", "Hazel", "Isthmus", "Jetty", "Kestrel", "Lantana", "Marram",
    "Narrows", "Oriel", "Plumb",
)  # fmt: skip


def default_name(number: int) -> str:
    """The name of the team with this number, counted from one."""
    return NAMES[number - 1] if number <= len(NAMES) else _("Team %(number)d") % {"number": number}


def default_names(count: int, taken: Collection[str] = ()) -> list[str]:
    """As many names as asked for, in order, none of them taken."""
    free = (name for name in map(default_name, range(1, count + len(taken) + 1)) if name not in taken)
    return [next(free) for _place in range(count)]
