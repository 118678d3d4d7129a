"""The one place that says where background tasks come from: django_tasks here, django.tasks from Django 6 on."""

from django_tasks import TaskResultStatus, task

__all__ = ["TaskResultStatus", "task"]
