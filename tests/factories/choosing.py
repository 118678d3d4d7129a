"""Makers of how teams choose."""

import factory
from factory.django import DjangoModelFactory

from challenges.models import Bid, ChoosingRules, EmployerPass, MemberRanking, OwnProblem, RankingAgreement
from tests.clock import START
from tests.factories.challenges import BriefFactory, RankingFactory
from tests.factories.cohorts import CohortFactory, TeamFactory, TeamMemberFactory


class ChoosingRulesFactory(DjangoModelFactory):
    """How the teams of a cohort choose, as it is without anything set."""

    class Meta:
        model = ChoosingRules

    cohort = factory.SubFactory(CohortFactory)


class MemberRankingFactory(DjangoModelFactory):
    """A member of a team who ranked nothing so far."""

    class Meta:
        model = MemberRanking

    team = factory.SubFactory(TeamFactory)
    participant = factory.LazyAttribute(lambda made: TeamMemberFactory(team=made.team).participant)
    saved_at = START


class AgreementFactory(DjangoModelFactory):
    """A member who agrees to the team's ranking."""

    class Meta:
        model = RankingAgreement

    ranking = factory.SubFactory(RankingFactory)
    participant = factory.LazyAttribute(lambda made: TeamMemberFactory(team=made.ranking.team).participant)
    agreed_at = START


class BidFactory(DjangoModelFactory):
    """Why a team should have a brief."""

    class Meta:
        model = Bid

    team = factory.SubFactory(TeamFactory)
    brief = factory.SubFactory(BriefFactory, cohort=factory.SelfAttribute("..team.cohort"))
    text = "Two of us worked on it before."
    written_at = START


class OwnProblemFactory(DjangoModelFactory):
    """A problem that a team proposes."""

    class Meta:
        model = OwnProblem

    team = factory.SubFactory(TeamFactory)
    question = "How might we help carers plan a week?"
    need = "Nine carers told us."
    why_us = "Three of us are carers."
    proposed_at = START


class EmployerPassFactory(DjangoModelFactory):
    """Leave for a team to have the brief of a member's employer."""

    class Meta:
        model = EmployerPass

    team = factory.SubFactory(TeamFactory)
    brief = factory.SubFactory(BriefFactory, cohort=factory.SelfAttribute("..team.cohort"))
    why = "The owner asked for it."
    given_at = START
