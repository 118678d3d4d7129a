"""What must be true of released results at any time (J-23)."""

from collections.abc import Mapping
from math import isclose
from typing import Any

from challenges.results.models import ReleaseVersion
from challenges.results.rated import rate_record
from challenges.results.record import digest_of, hash_of


def released_results_recompute() -> list[str]:
    """Each version's digest is that of its words and record, and its record that of its own sheets and result."""
    found = []
    for version in ReleaseVersion.objects.select_related("cohort").order_by("cohort__slug", "number"):
        name = f"{version.cohort.slug}, version {version.number}"
        if digest_of({"snapshot": version.snapshot, "sealed": version.sealed}) != version.digest:
            found.append(f"The released result of {name} does not have the hash it was released with.")
        if version.sealed and hash_of(version.sealed) != version.sealed.get("data_hash"):
            found.append(f"The sheets of the released result of {name} are not those that were signed.")
        found += [f"The released result of {name}: {words}" for words in disagreements(version.sealed)]
    return found


def disagreements(sealed: Mapping[str, Any]) -> list[str]:
    """Where rating the sealed sheets anew gives another result than the sealed one, a sentence each."""
    if not sealed.get("result"):
        return []
    anew = {pitch.id: pitch for pitch in rate_record(sealed).pitches}
    rows = sealed["result"]["pitches"]
    if {row["key"] for row in rows} != set(anew):
        return ["it has other pitches than its sheets."]
    return [
        f"{anew[row['key']].name} has another score or place than its sheets give."
        for row in rows
        if row["rank"] != anew[row["key"]].rank
        or not (_same(row["raw"], anew[row["key"]].raw) and _same(row["adjusted"], anew[row["key"]].adjusted))
    ]


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, abs_tol=1e-6)
