"""Who may: rules by name, their predicate and their scope, and the guard of every view."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, reduce, wraps
from operator import and_, or_
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.module_loading import import_string

from core.people.proof import ALWAYS, must_prove, unproved_places

if TYPE_CHECKING:
    from core.people.models import User

T = TypeVar("T")
View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What a guarded view gets: the person is signed in. For annotations only."""

    user: "User"


NOTHING = Q(pk__in=[])
# Not Q(): Django drops an empty condition, and "everybody or organisers" would become organisers.
EVERYTHING = ~NOTHING


@dataclass(frozen=True)
class Rule:
    """A predicate over (user, object) and the same rule as a filter over a whole table."""

    test: Callable[[Any, Any], bool]
    scope: Callable[[Any], Q]
    words: str = ""
    is_personal: bool = False

    def __str__(self) -> str:
        return self.words


def any_of(*rules: Rule) -> Rule:
    """Granted when one of the rules grants it."""
    return Rule(
        lambda user, obj: any(rule.test(user, obj) for rule in rules),
        lambda user: reduce(or_, (rule.scope(user) for rule in rules), NOTHING),
        " or ".join(rule.words for rule in rules),
    )


def all_of(*rules: Rule) -> Rule:
    """Granted when all of the rules grant it."""
    return Rule(
        lambda user, obj: all(rule.test(user, obj) for rule in rules),
        lambda user: reduce(and_, (rule.scope(user) for rule in rules), EVERYTHING),
        " and ".join(rule.words for rule in rules),
    )


def only(rule: Rule) -> Rule:
    """The same rule for nobody but its holders: site administrators do not pass it."""
    return replace(rule, words=f"only {rule.words}", is_personal=True)


public = Rule(lambda user, obj: True, lambda user: EVERYTHING, "everyone")
nobody = Rule(lambda user, obj: False, lambda user: NOTHING, "nobody")
signed_in = Rule(
    lambda user, obj: user.is_authenticated,
    lambda user: EVERYTHING if user.is_authenticated else NOTHING,
    "signed in",
)
administrator = Rule(
    lambda user, obj: bool(user.is_superuser),
    lambda user: EVERYTHING if user.is_superuser else NOTHING,
    "administrator",
)
is_self = Rule(
    lambda user, obj: user.is_authenticated and user == obj,
    lambda user: Q(pk=user.pk),
    "the person",
)


@lru_cache(maxsize=1)
def policy() -> dict[str, Rule]:
    """The whole permission table."""
    table: dict[str, Rule] = import_string(settings.POLICY)
    return table


def can(user: Any, name: str, obj: Any = None) -> bool:
    """Whether the policy grants this permission on the object; raises LookupError for a name that nobody declared."""
    if name not in policy():
        raise LookupError(f"no permission is called {name!r}")
    return _is_master(user, name) or policy()[name].test(user, obj)


def scope(name: str, user: Any) -> Q:
    """The same permission as a filter: just the rows on which can() says yes."""
    if name not in policy():
        raise LookupError(f"no permission is called {name!r}")
    return EVERYTHING if _is_master(user, name) else policy()[name].scope(user)


def _is_master(user: Any, name: str) -> bool:
    """Site administrators pass every rule but those that speak of being somebody in particular."""
    return bool(user.is_active and user.is_superuser) and not policy()[name].is_personal


def fact(user: Any, name: str, load: Callable[[Any], T]) -> T:
    """What load(user) found, asked once a request; outside a request it is asked every time."""
    cache: dict[str, Any] | None = getattr(user, "request_facts", None)
    if cache is None:
        return load(user)
    if name not in cache:
        cache[name] = load(user)
    found: T = cache[name]
    return found


def reach(obj: Any, path: str) -> Any:
    """The object at the end of a Django path: reach(member, "team__cohort") is member.team.cohort."""
    for part in filter(None, path.split("__")):
        obj = getattr(obj, part) if obj is not None else None
    return obj


def holds(name: str, ids: Callable[[Any], frozenset[int]], *, on: type[Model], at: str, words: str) -> Rule:
    """A role held on a row of one model at the end of a path: predicate and scope of one source.

    A path that ends at another model raises TypeError: ids of different tables must never be compared.
    """

    def owned(user: Any) -> frozenset[int]:
        return fact(user, name, ids) if user.is_authenticated and user.is_active else frozenset()

    def test(user: Any, obj: Any) -> bool:
        target = reach(obj, at)
        if target is not None and target._meta.concrete_model is not on:
            raise TypeError(f"{words} is held on a {on.__name__}, not on a {type(target).__name__}")
        return target is not None and target.pk in owned(user)

    return Rule(test, lambda user: Q(**{f"{at}__in" if at else "pk__in": owned(user)}), words)


class ScopedQuerySet(QuerySet[Any]):
    """Rows that know who may see them: the model's VISIBLE names the permission."""

    def visible_to(self, user: Any) -> "ScopedQuerySet":
        """Just the rows that the person may see."""
        return self.filter(scope(self.model.VISIBLE, user))


def unproved(user: Any) -> frozenset[int]:
    """The cohorts whose invitation the person has not accepted yet: their roles there do nothing (I-09).

    Asked once a request; lists over several cohorts leave these out.
    """
    return fact(user, "people.unproved", unproved_places) if user.is_authenticated else frozenset()


def guard(name: str, *, of: Callable[..., Any] | None = None, see: str = "") -> Callable[[View], View]:
    """Declares the view's permission and enforces it: not signed in is sent to sign in, not yours is 404."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if name != "public" and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            obj = of(request, **kwargs) if of else None
            if not can(request.user, name, obj):
                if see and can(request.user, see, obj):
                    raise PermissionDenied
                raise Http404
            request.cohort = _cohort_of(obj)  # type: ignore[attr-defined]
            if of and _is_elsewhere(request):
                raise Http404
            if name not in ALWAYS and _waits_for_proof(request):
                return redirect("invitation_waiting")
            return view(request, obj) if of else view(request, **kwargs)

        guarded.permission = name  # type: ignore[attr-defined]
        return guarded

    return wrap


def _is_elsewhere(request: HttpRequest) -> bool:
    """Whether the session reaches one cohort only, and this page is of another or of none."""
    only = getattr(request, "only_cohort", None)
    return only is not None and getattr(getattr(request, "cohort", None), "pk", None) != only


def _waits_for_proof(request: HttpRequest) -> bool:
    """Whether the role that opens this page was given with an invitation that is not accepted yet (I-09)."""
    if hasattr(request, "impersonation"):
        return False
    return must_prove(unproved(request.user), getattr(request, "cohort", None))


def found(model: type[Model], *related: str, **lookups: str) -> Callable[..., Any]:
    """A loader for guard: the row that the address names, looked up through its parents, or 404.

    found(Milestone, "cohort", cohort="cohort__slug", key="key") reads <cohort> and <key> from the address.
    """

    def load(request: HttpRequest, **kwargs: Any) -> Model:
        rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
        if any("\x00" in str(kwargs[name]) for name in lookups):
            # PostgreSQL takes no NUL: nothing is called so (F-09).
            raise Http404
        return get_object_or_404(rows, **{lookup: kwargs[name] for name, lookup in lookups.items()})

    return load


def _cohort_of(obj: Any) -> Model | None:
    """The cohort that a page is about, for its top bar."""
    if obj is not None and obj.__class__.__name__ == "Cohort":
        found: Model = obj
        return found
    return getattr(obj, "cohort", None)
