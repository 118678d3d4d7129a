"""Makers of people and organisations."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from core.models import Organisation, Preview, Scan, Sector, StoredFile, Upload, User
from tests.clock import START


class OrganisationFactory(DjangoModelFactory):
    """A public body unless told otherwise."""

    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    class Params:
        private = factory.Trait(sector=Sector.PRIVATE, name=factory.Sequence(lambda n: f"Company {n}"))

    name = factory.Sequence(lambda n: f"Department {n}")
    sector = Sector.PUBLIC


class UserFactory(DjangoModelFactory):
    """A person who has proved the address and may sign in with the password 'correct horse battery'."""

    class Meta:
        model = User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    first_name = "Sam"
    last_name = factory.Sequence(lambda n: f"Person{n}")

    @factory.post_generation
    def proved(self, create, extracted, **kwargs):
        """Allauth's record that the address is proved; proved=False leaves it out."""
        if extracted is not False:
            self.emailaddress_set.get_or_create(email=self.email, defaults={"verified": True, "primary": True})
            self.set_password("correct horse battery")
            self.save()


class StoredFileFactory(DjangoModelFactory):
    """A made export, without bytes on the disk."""

    class Meta:
        model = StoredFile

    owner = factory.SubFactory(UserFactory)
    purpose = "export"
    file = "export/none"
    original_name = "people.xlsx"
    content_type = "text/csv"
    size = 1
    sha256 = "0" * 64
    stored_at = START
    scan = Scan.MADE


class PreviewFactory(DjangoModelFactory):
    """The first page of a file, without bytes on the disk."""

    class Meta:
        model = Preview

    stored = factory.SubFactory(StoredFileFactory)
    number = 1
    file = "preview/none"


class UploadFactory(DjangoModelFactory):
    """A file of which nothing has arrived yet."""

    class Meta:
        model = Upload

    owner = factory.SubFactory(UserFactory)
    purpose = "submission"
    context = "milestone"
    name = "plan.pdf"
    size = 10
    begun_at = START
    expires_at = START + timedelta(hours=24)
