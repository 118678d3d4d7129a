"""The demo's public pages."""

from cms import seed
from cohorts.models import Cohort, Programme
from config.demo.clock import Calendar
from core.models import User


def publish(calendar: Calendar, programme: Programme, cohort: Cohort, editor: User) -> None:
    """Home, programme, cohort, news and the ordinary pages, as an editor would leave them."""
    seed.fill_home(
        programme=programme,
        by=editor,
        facts=[
            ("38", "participants, half from each sector"),
            ("7", "blended teams, each with two senior mentors"),
            ("5", "programme days, each at a different company"),
            ("4", "judges from government and industry"),
            ("2", "teams shared first prize"),
        ],
    )
    seed.publish_programme_page(programme=programme, by=editor)
    seed.publish_cohort_page(
        cohort=cohort, lede="Nineteen people from government and nineteen from industry, in seven teams.", by=editor
    )
    seed.publish_news(
        title="Five companies open their doors",
        lede="Large and small members host this cohort's programme days.",
        text="Each day shows one part of the work as it happens; every team takes home something for its own solution.",
        on=calendar.day(-1, 2),
        by=editor,
    )
