"""More than eighty hostile files and texts, each with the one outcome that is asserted, and what they cost."""

import pytest

from core.files.checks import KINDS, FileRefused, check
from tests.core.files.hostile import HOSTILE
from tests.core.files.made import SOUND

MEGABYTE = 1024 * 1024


def outcome(tmp_path, name, made):
    path = tmp_path / "given"
    path.write_bytes(made() if callable(made) else made)
    try:
        kept = check(path, name)
    except FileRefused as refused:
        return refused.code, b""
    return "taken", kept.path.read_bytes()


@pytest.mark.parametrize(("what", "row", "name", "made", "wanted"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_hostile_file_has_its_outcome(tmp_path, what, row, name, made, wanted):
    """F-01, F-03, F-04, F-05: each is refused for its reason, or kept without what was hostile in it."""
    found, kept = outcome(tmp_path, name, made)
    assert (found, b"secret comment" in kept, b"Camera of Ada" in kept) == (wanted, False, False)
    assert [file.name for file in tmp_path.iterdir()] == ["given"]


def test_there_are_more_than_eighty_each_for_its_row():
    assert len(HOSTILE) >= 80
    assert len({one[0] for one in HOSTILE}) == len(HOSTILE)
    assert {one[1] for one in HOSTILE} == {"F-01", "F-03", "F-04", "F-05", "F-06", "F-09", "F-11"}


@pytest.mark.parametrize("kind", list(KINDS))
def test_sound_file_of_every_kind_is_taken(tmp_path, kind):
    path = tmp_path / "given"
    path.write_bytes(SOUND[kind])
    assert check(path, f"a.{kind}").content_type == KINDS[kind].content_type
