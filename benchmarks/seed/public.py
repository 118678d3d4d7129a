"""The public pages of the programme and its cohort."""

from benchmarks.seed.world import World
from cms.models import CohortPage, CohortsPage, HomePage, ProgrammePage


def add_public_pages(world: World) -> None:
    """The home page shows the programme's dial; programme and cohort have pages of their own."""
    run, home = world.cohort.programme, HomePage.objects.get()
    home.programme = run
    home.save()
    programme = ProgrammePage(
        title=world.cohort.programme.name, programme=world.cohort.programme, slug="digital-skills"
    )
    home.add_child(instance=programme)
    page = CohortPage(title=world.cohort.name, slug=world.cohort.slug, cohort=world.cohort)
    CohortsPage.objects.get().add_child(instance=page)
    world.rows |= {"home": home, "programme_page": programme, "cohort_page": page}
