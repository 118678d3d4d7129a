"""How long the random tests search: a tenth in everyday runs and in CI, the whole by `make soak`."""

import os

from hypothesis import HealthCheck, settings

# Deadlines measure the machine, not the code: times are asserted by `make bench` alone.
settings.register_profile("everyday", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
