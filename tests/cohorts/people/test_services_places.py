"""Adding people to a cohort and keeping what is known of them right."""

import pytest

from cohorts.people import services
from cohorts.people.models import Participant, ParticipantSkill
from cohorts.people.services.accounts import NameIsTheirs, NotAnAddress, SectorMissing
from cohorts.people.services.mentors import TakesPart
from cohorts.people.services.places import AlreadyHere, CohortOver, MentorsHere, UnknownSkill
from core.audit.models import Event
from core.models import Organisation, User
from tests.clock import START
from tests.factories.cohorts import CohortFactory, MentorFactory, ParticipantFactory, SkillFactory
from tests.factories.core import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def events():
    return list(Event.objects.order_by("pk").values_list("event", flat=True))


def add(cohort, by, **changes):
    person = {
        "email": "Zoe.Hart@Example.com ",
        "first_name": "Zoe",
        "last_name": "Hart",
        "organisation": "Calder & Finch",
        "sector": "PRIVATE",
    }
    return services.add_person(cohort=cohort, by=by, **(person | changes))


def test_add_person_makes_account_organisation_and_place():
    cohort, by = CohortFactory(), UserFactory()
    place = add(cohort, by, job_title="Analyst", tags=["can present"])
    assert (place.user.email, place.user.name, place.side) == ("zoe.hart@example.com", "Zoe Hart", "private")
    assert (place.job_title, place.tags, place.joined_at) == ("Analyst", ["can present"], START)
    assert not place.user.has_usable_password()
    assert events() == ["person.added", "organisation.added", "participant.joined"]


def test_add_person_with_one_key_adds_once():
    cohort, by = CohortFactory(), UserFactory()
    assert add(cohort, by, key="k1") == add(cohort, by, key="k1")
    assert events() == ["person.added", "organisation.added", "participant.joined"]


def test_add_person_keeps_the_account_and_its_name():
    """One person keeps one account: nobody is renamed by being added elsewhere."""
    known = UserFactory(email="zoe.hart@example.com", first_name="Zoë", last_name="Hart-Lane")
    place = add(CohortFactory(), UserFactory())
    assert (place.user, place.user.name, User.objects.filter(email__icontains="zoe").count()) == (
        known,
        "Zoë Hart-Lane",
        1,
    )


def test_add_person_who_is_there_is_refused():
    cohort, by = CohortFactory(), UserFactory()
    add(cohort, by)
    with pytest.raises(AlreadyHere):
        add(cohort, by, email="ZOE.HART@example.com")


def test_add_person_to_a_cohort_that_is_over_is_refused():
    with pytest.raises(CohortOver):
        add(CohortFactory(state="COMPLETED"), UserFactory())


def test_mentor_does_not_take_part_in_the_same_cohort():
    mentor = MentorFactory()
    with pytest.raises(MentorsHere):
        add(mentor.cohort, None, email=mentor.user.email)


def test_participant_does_not_mentor_in_the_same_cohort():
    place = ParticipantFactory()
    with pytest.raises(TakesPart):
        services.add_mentor(cohort=place.cohort, user=place.user, organisation=place.organisation, by=None)


def test_bad_address_is_refused():
    with pytest.raises(NotAnAddress):
        services.find_or_make_user(email="no address", by=None)


def test_organisation_is_found_by_name_or_short_name_and_keeps_its_sector():
    dwp = OrganisationFactory(name="Department for Work and Pensions", short_name="DWP")
    by_name = services.find_or_make_organisation(name="department for work and PENSIONS", sector="PRIVATE")
    assert (by_name, services.find_or_make_organisation(name="dwp"), by_name.sector) == (dwp, dwp, "PUBLIC")
    assert events() == []


def test_new_organisation_needs_a_sector():
    with pytest.raises(SectorMissing):
        services.find_or_make_organisation(name="Nobody Ltd")
    assert not Organisation.objects.filter(name="Nobody Ltd").exists()


def test_edit_records_names_of_fields_and_no_values():
    place = ParticipantFactory()
    services.edit_participant(participant=place, by=place.user, region="Wales", background="Law", about="")
    event = Event.objects.get()
    assert (event.event, event.data) == ("participant.edited", {"fields": ["background", "region"]})
    assert Participant.objects.get(pk=place.pk).region == "Wales"


def test_edit_that_changes_nothing_records_nothing():
    place = ParticipantFactory(region="Wales")
    services.edit_participant(participant=place, by=None, region="Wales")
    assert events() == []


def test_edit_takes_known_facts_only():
    """O-04: state, cohort or side cannot be written by way of an edit."""
    place = ParticipantFactory()
    for name in ("state", "cohort_id", "side", "user_id"):
        with pytest.raises(TypeError):
            services.edit_participant(participant=place, by=None, **{name: "x"})


def test_side_follows_the_organisation():
    place = ParticipantFactory()
    company = OrganisationFactory(private=True)
    assert services.edit_participant(participant=place, by=None, organisation=company).side == "private"
    assert Event.objects.get().data == {"fields": ["organisation", "side"]}


def test_skills_are_set_and_changed():
    place = ParticipantFactory()
    data, design = (SkillFactory(programme=place.cohort.programme, name=name) for name in ("Data", "Design"))
    services.set_skills(participant=place, levels={data.pk: 3, design.pk: 0}, by=None)
    changed = services.set_skills(participant=place, levels={data.pk: 4, design.pk: 0}, by=None)
    assert changed == ["Data"]
    assert dict(ParticipantSkill.objects.values_list("skill__name", "level")) == {"Data": 4, "Design": 0}
    assert list(Event.objects.values_list("event", "data")) == [
        ("participant.skills_set", {"skills": ["Data", "Design"]}),
        ("participant.skills_set", {"skills": ["Data"]}),
    ]


def test_skill_of_another_programme_or_unknown_level_is_refused():
    """O-01: a skill's id must belong to the person's own programme."""
    place, foreign = ParticipantFactory(), SkillFactory()
    own = SkillFactory(programme=place.cohort.programme)
    for levels in ({foreign.pk: 1}, {own.pk: 5}, {own.pk: -1}):
        with pytest.raises(UnknownSkill):
            services.set_skills(participant=place, levels=levels, by=None)


def test_availability_is_set():
    place = ParticipantFactory()
    assert services.set_availability(participant=place, availability=5, by=place.user).availability == 5
    assert Event.objects.get().data == {"fields": ["availability"]}


def test_rename_is_recorded_and_refused_to_others_after_sign_in():
    user, organiser = UserFactory(), UserFactory()
    services.rename_person(user=user, first_name="Ana", last_name="Blom", by=organiser)
    user.last_login = START
    user.save()
    with pytest.raises(NameIsTheirs):
        services.rename_person(user=user, first_name="Eve", last_name="Blom", by=organiser)
    services.rename_person(user=user, first_name="Anna", last_name="Blom", by=user)
    assert (User.objects.get(pk=user.pk).name, events()) == ("Anna Blom", ["person.renamed", "person.renamed"])
