"""The addresses of people and the matrix that says who reaches them."""

from cohorts.people import urls
from tests.access.matrix_people import URLS


def test_every_address_of_people_is_in_the_matrix():
    names = {f"organise:{one.name}" for one in urls.organise} | {f"my:{one.name}" for one in urls.my}
    assert names == set(URLS)
