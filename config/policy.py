"""The permission table: what each permission's name grants, fit to be read aloud."""

from core.access import Rule, administrator, is_self, public, signed_in
from core.files.roles import file_owner

POLICY: dict[str, Rule] = {
    "public": public,
    "site.administer": administrator,
    "account.use": signed_in,
    "person.impersonate": administrator,
    "person.edit": is_self,
    "export.fetch": file_owner,
}
