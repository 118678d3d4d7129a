"""The weakest team's price on the command line: the yardstick's instance, and a proof with that price in it."""

from benchmarks.teams.command import main


def test_price_of_the_weakest_team_is_counted_and_proved(tmp_path, capsys):
    out = tmp_path / "teams.csv"
    asked = ["benchmarks/teams/instances/c38.json", "--proposals", "760000", "--weakest", "1", "--out", str(out)]
    assert main(asked) == 0
    assert capsys.readouterr().out.startswith("c38: 112.69 points, 0 broken, proved best")
    assert len(out.read_text().splitlines()) == 39
