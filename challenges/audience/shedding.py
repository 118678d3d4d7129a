"""A flood at the door of the audience is turned away before anything else is done for it (V-04).

Counted in each process and kept nowhere: this decides nothing but how much work a process takes on. What may be voted
how often is decided in the database.
"""

import threading
import time
from collections import OrderedDict

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.middleware import Handler
from core.ratelimits import client_address

PREFIX = "/vote/"
# One network is a whole room: 2,000 votes a minute are 67 requests a second, with the page after each.
A_SECOND = 100.0
AT_ONCE = 600.0
NETWORKS = 2000
WAIT = 5


class Bucket:
    """So much for each network at once, filled again with so much a second; the networks seen last are known."""

    def __init__(self, a_second: float, at_once: float, networks: int = NETWORKS) -> None:
        self.a_second, self.at_once, self.networks = a_second, at_once, networks
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.lock = threading.Lock()

    def takes(self, network: str, second: float) -> bool:
        """Whether one more request of the network is within its measure."""
        with self.lock:
            level, seen = self.levels.pop(network, (self.at_once, second))
            level = min(self.at_once, level + (second - seen) * self.a_second)
            self.levels[network] = (max(level - 1, 0.0), second)
            if len(self.levels) > self.networks:
                self.levels.popitem(last=False)
        return level >= 1


BUCKET = Bucket(A_SECOND, AT_ONCE)


def middleware(get_response: Handler) -> Handler:
    """Stands before sessions, tokens and the database."""

    def shed(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PREFIX) and not BUCKET.takes(client_address(request), time.monotonic()):
            words = _("Too many people are here at once. This page is back in a few seconds.")
            response = HttpResponse(words, status=429, content_type="text/plain", headers={"Retry-After": str(WAIT)})
            # Django would write a warning for each one: a flood of its own.
            response._has_been_logged = True  # type: ignore[attr-defined]
            return response
        return get_response(request)

    return shed
