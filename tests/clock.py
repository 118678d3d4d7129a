"""A clock that stands still in every test until the test moves it."""

from datetime import UTC, datetime, timedelta

import pytest

# A Tuesday, ten in the morning in London, before the clocks change.
START = datetime(2027, 3, 9, 10, 0, tzinfo=UTC)


class Clock:
    """What core.zones.now() says."""

    def __init__(self, settings) -> None:
        self._settings = settings
        self.set(START)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self._settings.FIXED_NOW)

    def set(self, moment: datetime) -> datetime:
        """It is this moment now; it must name its zone."""
        assert moment.tzinfo is not None
        self._settings.FIXED_NOW = moment.astimezone(UTC).isoformat()
        return self.now

    def forward(self, **span: float) -> datetime:
        """Time has passed: forward(days=3, minutes=5)."""
        return self.set(self.now + timedelta(**span))


@pytest.fixture(autouse=True)
def clock(settings):
    """The standing clock; autouse, so that no test depends on the day it runs."""
    return Clock(settings)
