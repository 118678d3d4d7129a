"""Makes the first organiser of a new site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.core.validators import validate_email

from config.first_organiser import first_organiser
from core.errors import Refused


class Command(BaseCommand):
    """No password is made or shown: the letter proves the address, and the person chooses how to sign in."""

    help = (
        "Makes an organiser, and the programme if it is not there; with --administrator also the site's administrator."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--programme", required=True, help="its name")
        parser.add_argument("--administrator", action="store_true", help="may see and administer everything")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            staff = first_organiser(
                programme=options["programme"],
                email=options["email"],
                first_name=options["first_name"],
                last_name=options["last_name"],
                is_administrator=options["administrator"],
            )
        except (Refused, ValidationError) as problem:
            raise CommandError(str(getattr(problem, "message", problem))) from problem
        self.stdout.write(f"{staff.user.name} runs {staff.programme.name}.")
        self.stdout.write("An invitation goes to the address with the scheduler's next round (manage.py tick --once).")
        if "filebased" in settings.EMAIL_BACKEND:
            self.stdout.write(f"No mail server is named (EMAIL_URL): look for the letter in {settings.EMAIL_FILE_PATH}")
