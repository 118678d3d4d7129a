"""A process killed in the middle of a search leaves nothing behind that would change the next answer."""

import json
import subprocess
import sys

from cohorts.teams.engine.problem import Rules
from cohorts.teams.engine.result import formation_as_json
from cohorts.teams.engine.solve import form_teams

from .engine_cases import a_problem

LOOKS = 60_000
# Forms the same teams as the test does, telling each step of the progress on a line of its own.
WORK = f"""
import json, sys, time
from cohorts.teams.engine.problem import Rules
from cohorts.teams.engine.result import formation_as_json
from cohorts.teams.engine.solve import form_teams
from tests.cohorts.teams.engine_cases import a_problem

def tell(progress):
    print("at", progress.done, flush=True)
    if "--slow" in sys.argv:
        time.sleep(1)

formation = form_teams(a_problem(24, 1, Rules(team_count=5)), seed=4, proposals={LOOKS}, progress=tell)
print(json.dumps(formation_as_json(formation)))
"""


def start(*more):
    return subprocess.Popen([sys.executable, "-c", WORK, *more], stdout=subprocess.PIPE, text=True)


def test_the_second_run_after_a_kill_gives_the_same_teams():
    """C-03: killed by signal 9 while it searches; run again elsewhere, the answer is the one of an unharmed run."""
    with start("--slow") as killed:
        assert killed.stdout.readline().startswith("at ")
        killed.kill()
    assert killed.returncode == -9
    with start() as second:
        answer = json.loads(second.stdout.read().splitlines()[-1])
    formation = form_teams(a_problem(24, 1, Rules(team_count=5)), seed=4, proposals=LOOKS)
    assert answer == json.loads(json.dumps(formation_as_json(formation)))
