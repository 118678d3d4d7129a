"""`python -m benchmarks.teams INSTANCE.json --seconds S --seed N --out teams.csv`: the engine on one instance."""

from __future__ import annotations

import os
import sys

from benchmarks.teams.command import main

code = main(sys.argv[1:])
# A search whose time was up is still at work in its threads; nobody waits for it.
os._exit(code)
