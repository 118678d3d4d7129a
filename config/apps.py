"""The config app: commands and checks of the whole site."""

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415 - registers the system checks

        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
