"""Odd and hostile files of scores: each is rated as written here, or refused in one sentence with exit code 2."""

import json
import math
import random

import pytest

from benchmarks.judging.command import main
from benchmarks.shadow import main as shadow

HEAD = "pitch,judge,score\n"
TWO = HEAD + "Kite,Ann,4\nKite,Bob,5\nLoom,Ann,2\nLoom,Bob,3\n"
BY_CRITERION = "pitch,judge,criterion,score\n"
HALVES = BY_CRITERION + "Kite,Ann,c1,5\nKite,Ann,c2,1\nLoom,Ann,c1,1\nLoom,Ann,c2,4\n"
USUAL = {"Kite": (2, 4.5, 1), "Loom": (2, 2.5, 2)}


@pytest.fixture
def rated(tmp_path, capsys):
    """The exit code, the places of the result where there is one, what was said as an error, and the result."""

    def go(text, *arguments):
        (tmp_path / "scores.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        out = tmp_path / "result.json"
        code = main([str(tmp_path / "scores.csv"), "--out", str(out), *arguments])
        said = capsys.readouterr().err
        result = json.loads(out.read_text(), parse_constant=pytest.fail) if out.exists() else None
        assert (code, said.count("\n"), result is None) in ((0, 0, False), (2, 1, True))
        assert "Traceback" not in said
        return (
            code,
            {one["pitch"]: (one["n"], one["raw"], one["rank"]) for one in (result or {}).get("pitches", [])},
            (
                said.strip(),
                result,
            ),
        )

    return go


USED = {
    "byte order mark": ("\ufeff" + TWO, USUAL),
    "byte order mark and semicolons": ("\ufeff" + TWO.replace(",", ";"), USUAL),
    "tabs": (TWO.replace(",", "\t"), USUAL),
    "bars": (TWO.replace(",", "|"), USUAL),
    "line ends of Windows": (TWO.replace("\n", "\r\n"), USUAL),
    "line ends of old Macs": (TWO.replace("\n", "\r"), USUAL),
    "no line end at the end": (TWO.rstrip(), USUAL),
    "quoted with the separator within": (
        TWO.replace("Kite", '"Kite, the first"'), {"Kite, the first": (2, 4.5, 1), "Loom": (2, 2.5, 2)},
    ),
    "quoted over two lines": (TWO.replace("Kite", '"Kite\nof Leeds"'), {"Kite of Leeds": (2, 4.5, 1), **{
        "Loom": (2, 2.5, 2)}}),
    "a formula is a name": (TWO.replace("Kite", "=1+1"), {"=1+1": (2, 4.5, 1), "Loom": (2, 2.5, 2)}),
    "columns in another order and others between": (
        "when,score,remark,judge,pitch\n9:00,4,x,Ann,Kite\n9:00,5,,Bob,Kite\n9:10,2,,Ann,Loom\n9:10,3,,Bob,Loom\n",
        USUAL,
    ),
    "spaces around names are none": (TWO.replace("Loom,Bob", " Loom ,  Bob "), USUAL),
    "names that differ by case are others": (
        TWO.replace("Loom,Bob", "LOOM,Bob"), {"Kite": (2, 4.5, 1), "LOOM": (1, 3.0, 2), "Loom": (1, 2.0, 3)},
    ),
    "names in other alphabets": (
        TWO.replace("Kite", "凧 🪁").replace("Loom", "Łódź"), {"凧 🪁": (2, 4.5, 1), "Łódź": (2, 2.5, 2)},
    ),
    "one letter composed in two ways": (
        TWO.replace("Loom,Ann", "Ve\u0301lo,Ann").replace("Loom,Bob", "V\u00e9lo,Bob"),
        {"Kite": (2, 4.5, 1), "V\u00e9lo": (2, 2.5, 2)},
    ),
    "Latin-1": (TWO.replace("Kite", "Vélo").encode("latin-1"), {"Vélo": (2, 4.5, 1), "Loom": (2, 2.5, 2)}),
    "one pitch": (HEAD + "Kite,Ann,4\nKite,Bob,5\n", {"Kite": (2, 4.5, 1)}),
    "one judge": (HEAD + "Kite,Ann,4\nLoom,Ann,2\n", {"Kite": (1, 4.0, 1), "Loom": (1, 2.0, 2)}),
    "one score": (HEAD + "Kite,Ann,4\n", {"Kite": (1, 4.0, 1)}),
    "all equal": (
        HEAD + "".join(f"{p},{j},3\n" for p in "ABC" for j in "xyz"), dict.fromkeys("ABC", (3, 3.0, 1)),
    ),
    "all equal at nought": (HEAD + "A,x,0\nB,x,0\n", {"A": (1, 0.0, 1), "B": (1, 0.0, 1)}),
    "an empty score is missing": (
        HEAD + "Kite,Ann,4\nKite,Bob,\nLoom,Ann,2\nLoom,Bob,3\n", {"Kite": (1, 4.0, 1), "Loom": (2, 2.5, 2)},
    ),
    "a pitch without any score has no place": (
        HEAD + "Kite,Ann,4\nLoom,Ann,\n", {"Kite": (1, 4.0, 1), "Loom": (0, None, None)},
    ),
    "a column of short rows": ("pitch,judge,score,note\nKite,Ann,4\nLoom,Ann,2\n", {
        "Kite": (1, 4.0, 1), "Loom": (1, 2.0, 2)}),
    "numbers below nought and with points": (
        HEAD + "A,x,-1.5\nA,y,2.25\nB,x,-3\nB,y,1\n", {"A": (2, 0.375, 1), "B": (2, -1.0, 2)},
    ),
    "commas in numbers": ("pitch;judge;score\nA;x;1,5\nB;x;2,5\n", {"B": (1, 2.5, 1), "A": (1, 1.5, 2)}),
    "an exponent within reason": (HEAD + "A,x,1e3\nB,x,2e3\n", {"B": (1, 2000.0, 1), "A": (1, 1000.0, 2)}),
}  # fmt: skip


@pytest.mark.parametrize("name", USED)
def test_odd_files_are_rated(rated, name):
    """Exit code 0, the places and raw scores given, no word on the other channel."""
    text, places = USED[name]
    code, found, _more = rated(text)
    assert (code, found) == (0, {name: pytest.approx(figures) for name, figures in places.items()})


@pytest.mark.parametrize("name", USED)
def test_the_second_scorer_reads_odd_files_too(rated, name, tmp_path):
    """J-23: what the first could use the other can check, in the same codes and separators."""
    rated(USED[name][0])
    assert shadow([str(tmp_path / "result.json"), "--scores", str(tmp_path / "scores.csv")]) == 0


REFUSED = {
    "the same row twice": (TWO + "Loom,Bob,3\n", (), "Line 6 scores “Loom” by “Bob” again; line 5 did so first."),
    "the same cell with another score": (
        TWO + "Loom,Bob,1\n", (), "Line 6 scores “Loom” by “Bob” again; line 5 did so first.",
    ),
    "the same cell spelled with spaces": (
        TWO + "Loom , Bob,1\n", (), "Line 6 scores “Loom” by “Bob” again; line 5 did so first.",
    ),
    "out of the stated range": (TWO, ("--range", "1-4"), "Line 3: 5 is outside 1 to 4."),
    "not a number": (HEAD + "Kite,Ann,NaN\n", (), "Line 2: “NaN” is no number."),
    "without end": (HEAD + "Kite,Ann,inf\n", (), "Line 2: “inf” is no number."),
    "below all": (HEAD + "Kite,Ann,-inf\n", (), "Line 2: “-inf” is no number."),
    "too large": (HEAD + "Kite,Ann,1e308\n", (), "Line 2: “1e308” is no number."),
    "hexadecimal": (HEAD + "Kite,Ann,0x10\n", (), "Line 2: “0x10” is no number."),
    "a long word is cut": (HEAD + f"Kite,Ann,{'9' * 500}\n", (), f"Line 2: “{'9' * 40}” is no number."),
    "a weight below nought": (HALVES, ("--weights", "c1=-1"), "--weights: the weight of “c1” is not above zero."),
    "a weight of nought": (HALVES, ("--weights", "c1=0,c2=1"), "--weights: the weight of “c1” is not above zero."),
    "a weight that is no number": (HALVES, ("--weights", "c1=nan"), "--weights: “nan” is no number."),
    "a weight of a criterion that is not there": (
        HALVES, ("--weights", "c3=1"), "--weights: the file has no criterion “c3”.",
    ),
    "a range the wrong way round": (TWO, ("--range", "5-1"), "--range: 5 is not below 1."),
    "a range of one point": (TWO, ("--range", "3-3"), "--range: 3 is not below 3."),
    "an empty criterion": (BY_CRITERION + "Kite,Ann,,3\n", (), "Line 2 has no criterion."),
    "an empty pitch": (HEAD + ",Ann,3\n", (), "Line 2 has no pitch."),
    "an empty judge": (HEAD + "Kite, ,3\n", (), "Line 2 has no judge."),
    "nothing": ("", (), "is empty."),
    "a mark and nothing": ("\ufeff", (), "is empty."),
    "a heading alone": (HEAD, (), "The file has no rows below its heading."),
    "rows without a heading": (
        "Kite,Ann,4\n", (), "The heading has no column “pitch”; needed are pitch, judge and score.",
    ),
    "bytes of an archive": (b"PK\x03\x04\x00\x00", (), "is no text file."),
    "a quote that never ends": (
        HEAD + 'Kite,"Ann,4\nLoom,Ann,2\n', (), "Line 2 opens a quotation mark that is never closed.",
    ),
    "more cells than columns": (HEAD + "Kite,Ann,4,5\n", (), "Line 2 has more values than there are columns."),
    "an unknown option": (TWO, ("--severity", "1"), "Unrecognized arguments: --severity 1."),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused_in_a_sentence(rated, name):
    """Exit code 2, nothing written, one line that ends in just this."""
    text, arguments, words = REFUSED[name]
    code, places, (said, _result) = rated(text, *arguments)
    assert (code, places, said[-len(words) :]) == (2, {}, words)


@pytest.mark.parametrize(
    ("weights", "scores"),
    [
        ((), {"Kite": 3.0, "Loom": 2.5}),
        (("--weights", "c1=1"), {"Kite": 3.0, "Loom": 2.5}),
        (("--weights", "c1=3, c2=1"), {"Kite": 4.0, "Loom": 1.75}),
        (("--weights", "C2=3;c1=1"), {"Kite": 2.0, "Loom": 3.25}),
    ],
)
def test_weights_that_are_not_named_are_one(rated, weights, scores):
    result = rated(HALVES, *weights)[2][1]
    assert {one["pitch"]: one["raw"] for one in result["pitches"]} == pytest.approx(scores)


def test_three_hundred_pitches_by_a_hundred_judges_are_rated(rated):
    """Every cell: 30,000 rows, no NaN, every pitch in one list of places."""
    rng = random.Random(7)
    rows = [f"P{p},J{j},{rng.randint(1, 5)}" for p in range(300) for j in range(100)]
    code, places, (_said, result) = rated(HEAD + "\n".join(rows) + "\n")
    assert (code, len(places), result["codes"][0]) == (0, 300, "COMPLETE")
    assert sorted(rank for _n, _raw, rank in places.values())[0] == 1
    assert all(math.isfinite(one["p"]) for one in result["pairs"])
    assert len(result["pairs"]) == 300 * 299 // 2
