"""A list of as many people again, uploaded and waiting to be confirmed."""

from benchmarks.seed.world import World
from cohorts.people.services import upload_people

HEADINGS = "First name,Last name,E-mail,Organisation,Sector,Job,Region\n"


def add_import(world: World) -> None:
    """The list stands at its check."""
    lines = [
        f"New,Person {n},new{n}@example.com,{world.private[n % 2].name},private,Analyst,Wales\n"
        for n in range(world.size)
    ]
    data = (HEADINGS + "".join(lines)).encode()
    world.rows["import"] = upload_people(
        cohort=world.cohort, data=data, filename="people.csv", by=world.people["organiser"]
    )
