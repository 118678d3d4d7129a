"""Organisations: names, the sector with the sides that hang on it, two spellings made one."""

import pytest

from cohorts.models import Mentor, Participant
from cohorts.people import services
from cohorts.people.queries import turns_of
from cohorts.people.services.organisations import (
    NameOfAnother,
    OfOthersToo,
    ReasonNeeded,
    SameOrganisation,
    merging_effects,
    turning_effects,
)
from cohorts.teams.snapshot import freeze
from core.audit.models import Event
from core.audit.timeline import timeline
from core.errors import Changed
from core.models import Organisation
from tests.factories import challenges, cohorts, core

pytestmark = pytest.mark.django_db


@pytest.fixture
def dwp(world):
    return Organisation.objects.get(short_name="DWP")


def sides(*places):
    return [Participant.objects.get(pk=place.pk).side for place in places]


def told(name):
    return list(Event.objects.filter(event=name).order_by("pk").values_list("cohort_id", "subject_label", "data"))


def test_organisation_is_called_otherwise(dwp, organiser):
    for _again in range(2):
        services.edit_organisation(organisation=dwp, name="Work and Pensions", short_name="W&P", by=organiser)
    dwp.refresh_from_db()
    assert (dwp.name, dwp.brief_name, dwp.employer) == ("Work and Pensions", "W&P", "Work and Pensions")
    assert told("organisation.edited") == [(None, "Work and Pensions", {"fields": ["name", "short_name"]})]


@pytest.mark.parametrize("field", ["name", "short_name"])
def test_names_and_short_names_lead_to_one_organisation(dwp, organiser, field):
    core.OrganisationFactory(name="HM Revenue & Customs", short_name="HMRC")
    for name in ("hmrc", "HM revenue & customs"):
        with pytest.raises(NameOfAnother) as refused:
            services.edit_organisation(organisation=dwp, by=organiser, **{field: name})
        assert refused.value.field == field


def test_group_makes_two_organisations_one_employer(world, dwp, organiser):
    other = core.OrganisationFactory(name="Child Maintenance Service")
    cohorts.ParticipantFactory(cohort=world.cohort, organisation=other)
    for body in (dwp, other):
        services.edit_organisation(organisation=body, group="DWP family", by=organiser)
    employers = [person["employer"] for person in freeze(world.cohort)["people"]]
    assert employers == ["DWP family", "Calder & Finch", "DWP family", "DWP family"]


def test_organisation_of_others_too_is_for_an_administrator(world, dwp, organiser, administrator):
    """O-05: an organiser changes nothing in a cohort that somebody else runs."""
    cohorts.ParticipantFactory(cohort=world.other_cohort, organisation=dwp)
    mine = core.OrganisationFactory()
    with pytest.raises(OfOthersToo):
        services.edit_organisation(organisation=dwp, short_name="D", by=organiser)
    with pytest.raises(OfOthersToo):
        services.correct_sector(organisation=dwp, sector="PRIVATE", before="PUBLIC", reason="Wrong", by=organiser)
    for gone, kept in ((dwp, mine), (mine, dwp)):
        with pytest.raises(OfOthersToo):
            services.merge_organisations(organisation=gone, into=kept, reason="Same", by=organiser)
    assert services.edit_organisation(organisation=dwp, short_name="D", by=administrator).short_name == "D"


def test_owner_of_a_challenge_elsewhere_counts_too(world, organiser):
    """O-05: not only people make an organisation somebody else's too."""
    body = challenges.BriefFactory(cohort=world.other_cohort).owner
    cohorts.ParticipantFactory(cohort=world.cohort, organisation=body)
    with pytest.raises(OfOthersToo):
        services.edit_organisation(organisation=body, short_name="B", by=organiser)


def test_effects_of_a_sector_name_people_teams_and_proposals(world, dwp):
    assert turning_effects(turns_of(dwp, "PRIVATE")) == [
        "Spring 2027: 2 people count as private sector from then on: Hana Aziz, Tess Wynn.",
        "Lantern: 0 public, 2 private, instead of 1 and 1.",
        "Compass: 0 public, 1 private, instead of 1 and 0.",
        "Proposal 1 was formed before: it has to take the change over, or teams are formed again.",
    ]
    assert turning_effects(turns_of(dwp, "ACADEMIC")) == ["Nobody’s side changes."]


def test_effects_name_mentors_with_their_teams(world):
    effects = turning_effects(turns_of(world.mentor.organisation, "PRIVATE"))
    assert effects == [
        "Spring 2027: 1 person counts as private sector from then on: Farah Iqbal.",
        "Farah Iqbal mentors Lantern from the other side: see whether its mentors still fit.",
    ]


def test_sector_of_a_running_cohort_is_put_right_with_a_reason_only(world, dwp, organiser):
    right = {"organisation": dwp, "sector": "PRIVATE", "before": "PUBLIC", "by": organiser}
    with pytest.raises(ReasonNeeded) as refused:
        services.correct_sector(**right)
    assert refused.value.field == "reason"
    assert sides(world.place, world.other_place) == ["public", "public"]
    services.correct_sector(**right, reason="It was sold")
    assert sides(world.place, world.other_place, world.mate_place) == ["private", "private", "private"]
    data = {"before": "PUBLIC", "after": "PRIVATE", "people": 2, "note": "It was sold"}
    assert told("organisation.sector_corrected") == [(world.cohort.pk, dwp.name, data)]
    assert [(label, data) for _cohort, label, data in told("participant.edited")] == [
        ("Hana Aziz", {"fields": ["side"]}),
        ("Tess Wynn", {"fields": ["side"]}),
    ]
    [row] = [row for row in timeline(cohort=world.cohort) if row.event == "organisation.sector_corrected"]
    assert (row.words, row.note) == ("put the sector of Department for Work and Pensions right", "It was sold")


def test_cohorts_that_are_over_keep_their_sides(world, dwp, administrator):
    past = cohorts.ParticipantFactory(cohort=cohorts.CohortFactory(state="COMPLETED"), organisation=dwp)
    services.correct_sector(organisation=dwp, sector="PRIVATE", before="PUBLIC", reason="Sold", by=administrator)
    assert sides(world.place, past) == ["private", "public"]


def test_mentors_change_their_side_with_the_sector(world, organiser):
    body = world.mentor.organisation
    services.correct_sector(organisation=body, sector="PRIVATE", before="PUBLIC", reason="Sold", by=organiser)
    assert Mentor.objects.get(pk=world.mentor.pk).side == "private"
    assert told("mentor.edited") == [(world.cohort.pk, "Farah Iqbal", {"fields": ["side"]})]


def test_sector_that_somebody_corrected_meanwhile_is_looked_at_again(dwp, organiser):
    with pytest.raises(Changed):
        services.correct_sector(organisation=dwp, sector="PRIVATE", before="THIRD", reason="Sold", by=organiser)


def test_sector_without_people_to_turn_needs_no_reason(dwp, organiser):
    services.correct_sector(organisation=dwp, sector="ACADEMIC", before="PUBLIC", by=organiser)
    assert told("organisation.sector_corrected") == [
        (None, dwp.name, {"before": "PUBLIC", "after": "ACADEMIC", "people": 0})
    ]


def test_merging_moves_everything_that_named_the_other_spelling(world, dwp, organiser):
    """Also what higher features hold: the host of a day, the owner of a challenge, a judge’s organisation."""
    wrong = core.OrganisationFactory(name="Dept for Work & Pensions")
    place = cohorts.ParticipantFactory(cohort=world.cohort, organisation=wrong)
    visit = cohorts.VisitFactory(cohort=world.cohort, host=wrong)
    brief = challenges.BriefFactory(cohort=world.cohort, owner=wrong)
    world.seat.organisation = wrong
    world.seat.save()
    assert merging_effects(wrong, dwp) == [
        "1 place of a person names “Department for Work and Pensions” from then on.",
        "So do 3 challenges, programme days or judges.",
        "Nobody’s side changes.",
        "“Dept for Work & Pensions” is gone, and cannot be brought back. "
        "An import that names it again would make it anew.",
    ]
    services.merge_organisations(organisation=wrong, into=dwp, by=organiser)
    for row, field in ((place, "organisation"), (visit, "host"), (brief, "owner"), (world.seat, "organisation")):
        row.refresh_from_db()
        assert getattr(row, field) == dwp
    assert not Organisation.objects.filter(name="Dept for Work & Pensions").exists()
    assert told("organisation.merged") == [(world.cohort.pk, dwp.name, {"gone": "Dept for Work & Pensions"})]
    with pytest.raises(SameOrganisation):
        services.merge_organisations(organisation=dwp, into=dwp, by=organiser)
    with pytest.raises(Changed):
        wrong.pk = 0
        services.merge_organisations(organisation=wrong, into=dwp, by=organiser)


def test_merging_across_sectors_turns_sides_with_a_reason(world, dwp, organiser):
    calder = world.mate_place.organisation
    with pytest.raises(ReasonNeeded):
        services.merge_organisations(organisation=calder, into=dwp, by=organiser)
    services.merge_organisations(organisation=calder, into=dwp, reason="One body now", by=organiser)
    assert sides(world.mate_place) == ["public"]
    assert [data["note"] for _cohort, _label, data in told("organisation.merged")] == ["One body now"]
