"""Tests of limits: counted in the database, by account or code."""

import pytest
from django.test import RequestFactory

from core.models import RateCount
from core.ratelimits import TooMany, client_address, forget_old, forgive, hit

pytestmark = pytest.mark.django_db


def test_hit_counts_up_to_the_limit_and_begins_again_with_the_next_window(clock):
    """I-06: per key."""
    assert [hit("try", "hana", 2, 60) for _ in range(2)] == [1, 2]
    with pytest.raises(TooMany) as raised:
        hit("try", "hana", 2, 60)
    assert raised.value.retry_after == 60
    assert hit("try", "leo", 2, 60) == 1
    clock.forward(seconds=60)
    assert hit("try", "hana", 2, 60) == 1


def test_forgive_takes_the_last_count_back():
    hit("try", "hana", 2, 60)
    hit("try", "hana", 2, 60)
    forgive("try", "hana", 60)
    assert hit("try", "hana", 2, 60) == 2


def test_counts_hold_nothing_personal():
    hit("try", "hana@example.com", 2, 60)
    assert "hana" not in RateCount.objects.get().name


def test_forget_old_takes_away_windows_that_are_over(clock):
    hit("try", "hana", 2, 60)
    assert forget_old(clock.forward(seconds=30)) == 0
    assert forget_old(clock.forward(seconds=60)) == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "", "203.0.113.9"),
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "203.0.113.9"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::"),
    ],
)
def test_client_address_believes_only_our_own_proxies(settings, proxies, forwarded, found):
    """I-06: a spoofed X-Forwarded-For has no effect."""
    settings.TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", **extra)
    assert client_address(request) == found


@pytest.mark.postgres
def test_hits_at_once_are_all_counted(race):
    """I-06: tries at the same moment do not slip through."""
    results = race(*[lambda: hit("try", "hana", 3, 3600)] * 8)
    assert sorted(type(result).__name__ for result in results) == ["TooMany"] * 5 + ["int"] * 3
    assert RateCount.objects.get().count == 8
