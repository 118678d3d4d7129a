"""Tests of scheduled runs, the queue, the reaper and pruning."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import OutboxMessage, ScheduledRun, User
from core.outbox.services import post
from core.scheduling.enqueue import enqueue
from core.scheduling.reaper import LIMIT, prune, reap
from core.scheduling.runs import day_due, minute_due, run_due, run_once
from core.scheduling.tasks import TaskResultStatus, task
from core.scheduling.tick import tick
from tests.clock import START
from tests.tasks import TaskFailed

pytestmark = pytest.mark.django_db
DONE = []


@task()
def note_down(what):
    DONE.append(what)


@task()
def stumble():
    raise ValueError("stumbled")


def good_job(now):
    DONE.append(now)


def bad_job(now):
    raise RuntimeError("out of order")


# This file is its own wiring.
TASKS = {"test.note": f"{__name__}.note_down", "test.stumble": f"{__name__}.stumble"}
EVERY_MINUTE = [f"{__name__}.bad_job", f"{__name__}.good_job"]
EVERY_DAY = [f"{__name__}.good_job"]


@pytest.fixture(autouse=True)
def wiring(settings):
    DONE.clear()
    settings.WIRING = __name__


def test_enqueue_runs_the_task_on_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("test.note", what="a")
        assert DONE == []
    assert DONE == ["a"]


@pytest.mark.django_db(transaction=True)
def test_enqueue_runs_nothing_when_the_transaction_fails():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("test.note", what="a")
        1 / 0  # noqa: B018 - it is the failure
    assert DONE == []


def test_the_queue_of_the_tests_does_not_hide_failures(django_capture_on_commit_callbacks):
    with pytest.raises(TaskFailed, match="stumbled"), django_capture_on_commit_callbacks(execute=True):
        enqueue("test.stumble")


def test_enqueue_takes_plain_json_only():
    with pytest.raises(TypeError):
        enqueue("test.note", what=object())


@pytest.mark.django_db(transaction=True)
def test_the_real_queue_commits_a_task_with_what_asked_for_it(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_of_module = note_down.using(backend="default")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        task_of_module.enqueue(what="a")
        1 / 0  # noqa: B018 - it is the failure
    assert DBTaskResult.objects.count() == 0
    task_of_module.enqueue(what="a")
    assert DBTaskResult.objects.get().args_kwargs == {"args": [], "kwargs": {"what": "a"}}


def test_minute_due_is_the_present_minute():
    assert minute_due(START + timedelta(seconds=59, microseconds=3)) == START


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2027, 3, 9, 3, 15, tzinfo=UTC), datetime(2027, 3, 9, 3, 15, tzinfo=UTC)),
        (datetime(2027, 3, 9, 3, 14, 59, tzinfo=UTC), datetime(2027, 3, 8, 3, 15, tzinfo=UTC)),
        (datetime(2027, 7, 1, 2, 20, tzinfo=UTC), datetime(2027, 7, 1, 2, 15, tzinfo=UTC)),
    ],
)
def test_day_due_is_quarter_past_three_on_the_sites_clocks(now, due):
    """D-02: also in summer time."""
    assert day_due(now) == due


def test_run_due_runs_each_job_once_and_survives_a_failure(caplog):
    run_due(START)
    assert DONE == [START, START]
    run_due(START + timedelta(seconds=30))
    assert DONE == [START, START]
    run_due(START + timedelta(minutes=1))
    assert len(DONE) == 3
    assert "out of order" in caplog.text
    failed = ScheduledRun.objects.filter(name__endswith="bad_job").order_by("due_at").first()
    assert (failed.error, failed.ended_at) == ("RuntimeError: out of order", START)


def test_of_several_missed_days_one_is_made_up_for():
    run_due(START)
    DONE.clear()
    run_due(START + timedelta(days=5))
    runs = ScheduledRun.objects.filter(name__endswith="good_job", due_at=day_due(START + timedelta(days=5)))
    assert (runs.count(), len(DONE)) == (1, 2)


@pytest.mark.parametrize("left", [{"ended_at": None}, {"ended_at": START, "error": "RuntimeError: out of order"}])
def test_a_run_left_lying_is_taken_up_after_an_hour(left):
    due = day_due(START)
    run_once(good_job, due_at=due, now=START)
    ScheduledRun.objects.update(**left)
    DONE.clear()
    assert run_once(good_job, due_at=due, now=START + timedelta(minutes=59)) is False
    assert run_once(good_job, due_at=due, now=START + timedelta(minutes=60)) is True
    assert run_once(good_job, due_at=due, now=START + timedelta(minutes=60)) is False
    assert DONE == [START + timedelta(minutes=60)]
    assert ScheduledRun.objects.get().error == ""


@pytest.mark.postgres
def test_two_ticks_run_a_job_once(race):
    results = race(*[lambda: run_once(good_job, due_at=START, now=START)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert DONE == [START]


def test_tick_runs_jobs_and_hands_over_mail(mailoutbox):
    hana = User.objects.create_user("hana@example.com")
    post(to=hana, subject="Welcome", body="", key="k", kind="welcome")
    tick()
    assert (len(DONE), len(mailoutbox), OutboxMessage.objects.get().state) == (2, 1, "SENT")


def running_task(started_at, workers):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=started_at,
        worker_ids=workers,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.core.test_scheduling.note_down",
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def test_reap_gives_a_killed_workers_task_back():
    long_ago = timezone.now() - LIMIT - timedelta(seconds=1)
    dead = running_task(long_ago, ["one"])
    hopeless = running_task(long_ago, ["one", "two", "three"])
    alive = running_task(timezone.now(), ["one"])
    assert reap() == 2
    assert [DBTaskResult.objects.get(pk=row.pk).status for row in (dead, hopeless, alive)] == [
        TaskResultStatus.READY,
        TaskResultStatus.FAILED,
        TaskResultStatus.RUNNING,
    ]


def test_prune_throws_old_results_and_runs_away():
    old = running_task(timezone.now(), ["one"])
    DBTaskResult.objects.filter(pk=old.pk).update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - timedelta(days=15)
    )
    running_task(timezone.now(), ["one"])
    for days in (15, 13):
        ScheduledRun.objects.create(name="job", due_at=START - timedelta(days=days), started_at=START)
    assert prune(START) == 2
    assert (DBTaskResult.objects.count(), ScheduledRun.objects.count()) == (1, 1)
