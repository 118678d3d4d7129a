"""`python -m benchmarks.judging`: a usual file of scores is rated in its own scale, any other refused in a sentence."""

import csv
import json
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from benchmarks.judging.command import main
from benchmarks.shadow import main as shadow
from challenges.judging.engine.codes import METHOD_CODES
from tests.challenges.judging.engine.days import days

PLAIN = """pitch,judge,score
Kite,Ann,4
Kite,Bob,5
Loom,Ann,2
Loom,Bob,3
Moss,Ann,1
Moss,Bob,3
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Rate this text; the exit code, the result, and what was said."""

    def go(text, *arguments):
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "scores.csv").write_bytes(data)
        out = tmp_path / "result.json"
        out.unlink(missing_ok=True)
        code = main([str(tmp_path / "scores.csv"), "--out", str(out), *arguments])
        result = json.loads(out.read_text(), parse_constant=pytest.fail) if out.exists() else None
        return code, result, capsys.readouterr().err

    return go


def figures(result):
    return {one["pitch"]: (one["n"], one["raw"], one["adjusted"], one["rank"]) for one in result["pitches"]}


def test_plain_file_is_rated_in_its_own_scale(run):
    code, result, _said = run(PLAIN)
    assert code == 0
    assert figures(result) == {
        "Kite": (2, 4.5, pytest.approx(4.5), 1),
        "Loom": (2, 2.5, pytest.approx(2.5), 2),
        "Moss": (2, 2.0, pytest.approx(2.0), 3),
    }
    assert {(one["a"], one["b"]) for one in result["pairs"]} == {("Kite", "Loom"), ("Kite", "Moss"), ("Loom", "Moss")}
    assert (result["codes"], result["ties"], result["incomplete"]) == (["COMPLETE"], [], [])
    assert result["components"] == [["Kite", "Loom", "Moss"]]
    assert sum(judge["severity"] for judge in result["judges"]) == pytest.approx(0, abs=1e-9)
    assert list(result["sd"]) == ["pitch", "judge", "residual"]
    assert set(result["pitches"][0]) >= {
        "pitch", "n", "raw", "adjusted", "rank", "rank_low", "rank_high", "p_win", "p_top3",
    }  # fmt: skip
    assert set(result["judges"][0]) >= {"judge", "n", "severity", "low", "high", "slope", "flags"}
    assert set(result["pairs"][0]) == {"a", "b", "p"}


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", " , "),
        PLAIN.replace("pitch,judge,score", "Judge ,PITCH, Score ").replace("Kite,Ann", "Ann,Kite")
        .replace("Kite,Bob", "Bob,Kite").replace("Loom,Ann", "Ann,Loom").replace("Loom,Bob", "Bob,Loom")
        .replace("Moss,Ann", "Ann,Moss").replace("Moss,Bob", "Bob,Moss"),
        PLAIN.replace("Kite", '"Kite"').replace("\nLoom,Ann,2", '\nLoom,Ann,"2"'),
        "\n" + PLAIN.replace("\n", "\n\n") + ",,\n",
        PLAIN.replace(",4", ",4.0").replace(",5", ",5.00"),
        PLAIN.replace(",", ";").replace(";4", ";4,0"),
        PLAIN.replace("score\n", "score,comment\n").replace(",4\n", ',4,"said ""no"", twice"\n'),
        PLAIN.encode("utf-16"),
    ],
)  # fmt: skip
def test_usual_spellings_of_a_file_are_the_same(run, text):
    wanted = run(PLAIN)[1]
    code, result, said = run(text)
    assert (code, said) == (0, "")
    assert result == wanted


def test_criteria_have_weights_and_a_stated_range(run):
    rows = "pitch,judge,criterion,score\nKite,Ann,Need,4\nKite,Ann,Team,1\nLoom,Ann,Need,2\nLoom,Ann,Team,3\n"
    assert figures(run(rows)[1])["Kite"][1] == 2.5
    code, result, _said = run(rows, "--weights", "need=2, Team=1", "--range", "0-10")
    assert (code, result["range"], result["weights"]) == (0, [0, 10], {"Need": 2, "Team": 1})
    assert figures(result)["Kite"][1] == pytest.approx(3)
    assert figures(result)["Loom"][1] == pytest.approx(7 / 3)


def test_empty_scores_are_missing_and_unfinished_cards_do_not_count(run):
    rows = "pitch;judge;criterion;score\nKite;Ann;c1;3,5\nKite;Ann;c2;4\nKite;Bob;c1;2\nKite;Bob;c2;\nLoom;Ann;c1;1\n"
    code, result, _said = run(rows)
    assert code == 0
    assert result["incomplete"] == [{"pitch": "Kite", "judge": "Bob"}, {"pitch": "Loom", "judge": "Ann"}]
    assert figures(result) == {"Kite": (1, 3.75, pytest.approx(3.75), 1), "Loom": (0, None, None, None)}
    assert {one["judge"]: one["n"] for one in result["judges"]} == {"Ann": 1, "Bob": 0}


def test_own_organisations_are_found_whatever_their_case(run):
    rows = "pitch,judge,score,pitch_org,judge_org\nKite,Ann,5,Brookwater,BROOKWATER \nKite,Bob,3,Brookwater,\n"
    rows += "Loom,Ann,3,Tallis,Brookwater\nLoom,Bob,2,Tallis,\nMoss,Ann,2,,Brookwater\nMoss,Bob,2,,\n"
    own = run(rows)[1]["own_organisation"]
    assert [(one["pitch"], one["judge"]) for one in own] == [("Kite", "Ann")]
    assert own[0]["residual"] > 0


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("pitch,judge,score\nKite,Ann,4\n", {"COMPLETE", "ONE_JUDGE_EACH", "TOO_FEW", "NO_SPREAD"}),
        ("pitch,judge,score\nKite,Ann,4\nKite,Bob,4\n", {"COMPLETE", "TOO_FEW", "NO_SPREAD"}),
        ("pitch,judge,score\nKite,Ann,\nLoom,Ann,\n", set()),
        ("pitch,judge,score\nKite,Ann,4\nLoom,Bob,4\n", {"DISCONNECTED", "ONE_JUDGE_EACH", "TOO_FEW", "NO_SPREAD"}),
    ],
)
def test_days_with_next_to_nothing_are_rated_too(run, text, codes):
    """J-19: one pitch, one judge, no score, all equal."""
    code, result, said = run(text)
    assert (code, said, set(result["codes"])) == (0, "", codes)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("", (), "is empty."),
        ("  \n \n", (), "is empty."),
        (b"\x00\x01\x02", (), "is no text file."),
        ("pitch,judge,score\n", (), "The file has no rows below its heading."),
        ("pitch,judge\nKite,Ann\n", (), "The heading has no column “score”; needed are pitch, judge and score."),
        ("a,b\n1,2\n", (), "The heading has no column “pitch”; needed are pitch, judge and score."),
        ("pitch,judge,score,score\nKite,Ann,3,3\n", (), "The heading has the column “score” twice."),
        (PLAIN + "Kite,Ann,4\n", (), "Line 8 scores “Kite” by “Ann” again; line 2 did so first."),
        (PLAIN + "Kite , Ann,\n", (), "Line 8 scores “Kite” by “Ann” again; line 2 did so first."),
        (PLAIN + "Nut,Ann,good\n", (), "Line 8: “good” is no number."),
        (PLAIN + "Nut,Ann,nan\n", (), "Line 8: “nan” is no number."),
        (PLAIN + "Nut,Ann,1e999\n", (), "Line 8: “1e999” is no number."),
        (PLAIN + "Nut,Ann,3,5\n", (), "Line 8 has more values than there are columns."),
        (PLAIN + ",Ann,3\n", (), "Line 8 has no pitch."),
        (PLAIN + "Nut,,3\n", (), "Line 8 has no judge."),
        ("pitch,judge,criterion,score\nKite,Ann,,3\n", (), "Line 2 has no criterion."),
        (PLAIN, ("--range", "1-4"), "Line 3: 5 is outside 1 to 4."),
        (PLAIN, ("--range", "5-1"), "--range: 5 is not below 1."),
        (PLAIN, ("--range", "wide"), "--range: “wide” is not of the form 1-5."),
        (PLAIN, ("--weights", "c9=1"), "--weights: the file has no criterion “c9”."),
        (PLAIN, ("--weights", "score=0"), "--weights: the weight of “score” is not above zero."),
        (PLAIN, ("--weights", "score=-1"), "--weights: the weight of “score” is not above zero."),
        (PLAIN, ("--weights", "score=x"), "--weights: “x” is no number."),
        (PLAIN, ("--weights", "score"), "--weights: “score” is not of the form criterion=weight."),
        (PLAIN, ("--weights", "score=1,score=2"), "--weights: “score” is named twice."),
        (PLAIN, ("--seed", "x"), "Argument --seed: invalid int value: 'x'."),
    ],
)
def test_what_cannot_be_used_is_a_sentence_and_exit_code_2(run, text, arguments, words):
    code, result, said = run(text, *arguments)
    assert (code, result) == (2, None)
    assert said.count("\n") == 1
    assert said.strip().endswith(words)


def test_a_file_that_is_not_there_is_a_sentence_too(tmp_path, capsys):
    assert main([str(tmp_path / "nothing.csv")]) == 2
    assert capsys.readouterr().err.endswith("cannot be read: No such file or directory.\n")


@given(day=days())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
def test_any_day_is_rated_and_the_second_scorer_agrees(tmp_path, day):
    """J-19, J-23: through the file and back, by both scorers."""
    cards, criteria, _pitches = day
    if not cards:
        return
    scores = tmp_path / "scores.csv"
    with scores.open("w", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["pitch", "judge", "criterion", "score"])
        for one in cards:
            rows.writerows([one.slot, one.judge, name.id, one.scores.get(name.id, "")] for name in criteria)
    out = tmp_path / "result.json"
    weights = ",".join(f"{one.id}={one.weight}" for one in criteria)
    assert main([str(scores), "--out", str(out), "--weights", weights]) == 0
    result = json.loads(out.read_text(), parse_constant=pytest.fail)
    assert set(result["codes"]) <= set(METHOD_CODES)
    assert shadow([str(out), "--scores", str(scores)]) == 0
    if any(one["n"] for one in result["pitches"]):
        result["pitches"][0]["adjusted"] += 0.01
        out.write_text(json.dumps(result))
        assert shadow([str(out), "--scores", str(scores)]) == 1


def test_both_commands_run_from_the_shell(tmp_path):
    (tmp_path / "scores.csv").write_text(PLAIN)

    def python(*arguments):
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    scores, out = str(tmp_path / "scores.csv"), str(tmp_path / "result.json")
    rated = python("benchmarks.judging", scores, "--out", out)
    assert (rated.returncode, rated.stderr) == (0, "")
    assert rated.stdout.splitlines()[0].startswith("Kite first: ")
    checked = python("benchmarks.shadow", out, "--scores", scores)
    assert (checked.returncode, checked.stdout) == (0, "Both scorers agree on 3 pitches.\n")
    assert python("benchmarks.judging", out).returncode == 2
