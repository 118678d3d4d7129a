"""Files sent in parts from a real browser: a broken line, a reload, pause and removal by keyboard, no scripts."""

import pytest

from core.files.models import StoredFile, Upload
from tests.browsers import assert_clean, wait_until
from tests.factories.core import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.files.mounted"),
]
LINE = b"What we learnt from users, word by word.\n"
STATE = "document.querySelector('.upload li')?.dataset.state"


@pytest.fixture
def ada():
    return UserFactory(first_name="Ada", last_name="First")


@pytest.fixture
def plan(tmp_path):
    made = tmp_path / "plan for pitch day.txt"
    made.write_bytes(LINE * 80_000)
    return made


def words(tab):
    return tab.locator(".upload li [data-part='words']").inner_text()


def test_broken_line_and_reload_go_on_where_they_stopped(page, ada, plan):
    """F-02: what arrived is not sent again, and the form takes the file along."""
    tab = page(user=ada, width=390, height=844)
    tab.goto("/place/")
    tab.route("**/place/files/?do=part*offset=1048576*", lambda route: route.abort())
    tab.set_input_files("#id_files", plan)
    wait_until(tab, f"{STATE} === 'going' && document.querySelector('.upload').textContent.includes('No connection')")
    tab.once("dialog", lambda dialog: dialog.accept())
    tab.reload()
    wait_until(tab, f"{STATE} === 'half'")
    assert words(tab) == "1 MB / 3.1 MB. Choose the same file again to go on from there."
    tab.problems.clear()
    assert_clean(tab)
    tab.unroute("**/place/files/?do=part*offset=1048576*")
    sent = []
    tab.on("request", lambda asked: "do=part" in asked.url and sent.append(asked.url.rpartition("=")[2]))
    tab.set_input_files("#id_files", plan)
    wait_until(tab, f"{STATE} === 'done'")
    assert (words(tab), sent[0]) == ("Stored. 3.1 MB, not scanned", "1048576")
    assert_clean(tab)
    tab.get_by_role("button", name="Hand in").click()
    assert tab.locator("#kept li").all_inner_texts() == ["plan for pitch day.txt"]
    assert StoredFile.objects.get().size == plan.stat().st_size
    assert Upload.objects.count() == 1


def test_pause_go_on_and_remove_by_keyboard(page, ada, plan):
    tab = page(user=ada)
    tab.goto("/place/")
    tab.route("**/place/files/?do=part*offset=1048576*", lambda route: None)
    tab.set_input_files("#id_files", plan)
    wait_until(tab, "document.querySelector('.upload progress')?.value > 0.3")
    tab.get_by_role("button", name="Pause plan for pitch day.txt").press("Enter")
    assert (tab.evaluate(STATE), words(tab)) == ("paused", "Paused. 1 MB / 3.1 MB")
    assert tab.evaluate("document.activeElement.textContent") == "Go on"
    tab.unroute("**/place/files/?do=part*offset=1048576*")
    tab.keyboard.press("Enter")
    wait_until(tab, f"{STATE} === 'done'")
    wait_until(tab, "document.getElementById('say').textContent.includes('Stored.')")
    tab.get_by_role("button", name="Remove plan for pitch day.txt").press("Enter")
    wait_until(tab, "document.activeElement.id === 'id_files' && !document.querySelector('.upload li')")
    wait_until(tab, "!document.querySelector('input[name=uploaded]')")
    assert StoredFile.objects.count() == 0


def test_file_that_is_not_taken_says_why(page, ada, tmp_path):
    """F-01: in words, beside the file's name."""
    (tmp_path / "page.txt").write_bytes(b"<script>alert(1)</script>")
    (tmp_path / "run.exe").write_bytes(b"MZ")
    tab = page(user=ada)
    tab.goto("/place/")
    tab.set_input_files("#id_files", tmp_path / "page.txt")
    wait_until(tab, f"{STATE} === 'failed'")
    assert words(tab).startswith("This file holds something that runs")
    assert tab.get_by_role("button", name="Go on page.txt").count() == 0
    tab.get_by_role("button", name="Remove page.txt").click()
    wait_until(tab, "!document.querySelector('.upload li')")
    tab.set_input_files("#id_files", tmp_path / "run.exe")
    wait_until(tab, f"{STATE} === 'failed'")
    assert words(tab).startswith("Files of this type are not taken.")


def test_without_scripts_the_plain_box_says_its_limit(page, ada):
    tab = page(user=ada, scripts=False)
    tab.goto("/place/")
    said = tab.locator("noscript p").inner_text().replace("\xa0", " ")
    assert said.startswith("Scripts are off, so each file can have 25.0 MB at most")
    assert tab.locator("#id_files").is_visible()
    assert tab.locator(".upload").is_hidden()
