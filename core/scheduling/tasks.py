"""The one place that says where background tasks come from: django_tasks here, django.tasks from Django 6 on."""

import django

if django.VERSION >= (6, 0):
    from django.tasks import TaskResultStatus, task  # type: ignore[assignment, unused-ignore]
else:
    from django_tasks import TaskResultStatus, task

__all__ = ["TaskResultStatus", "task"]
