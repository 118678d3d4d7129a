"""`python -m benchmarks.judging SCORES.csv --out result.json`: the engine on one file of scores."""

from __future__ import annotations

import sys

from benchmarks.judging.command import main

sys.exit(main(sys.argv[1:]))
