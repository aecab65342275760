"""A ruling of a court on an award, for tests of what it orders. Extends the world of world.py."""

from datetime import date

from funding import actions
from funding.models import Award, Letter, Objection, Proposal, Ruling
from tests.funding import papers as paper
from tests.funding.world import DAY, World, euros


def ruling(by, letter: Letter, *, upheld=True, **changes) -> Ruling:
    fields = {
        "court": "College van Beroep voor het bedrijfsleven", "number": "18/1234", "ecli": "ECLI:NL:CBB:2018:600",
        "ruled_on": DAY, "text": "Het beroep is gegrond.", "file": paper.file(by), **changes,
    }  # fmt: skip
    return actions.record_ruling(by=by, letter=letter, upheld=upheld, **fields)


def ordered(world: World, amount, *, day: date = DAY, beyond=True, **changes) -> Award:
    """An award beyond the ceiling that a court ordered on a refused plan; the world's decider refused it."""
    version = paper.draft(world, amount=amount)
    paper.submit(world, version)
    paper.step(world.preparer, version, "take_up")
    refusal = paper.propose(world, version, "refuse", legal_ground="4:35")
    letter = paper.letter_of(world, refusal, decided_on=day)
    paper.step(world.decider, version, "refuse", letter=letter)
    one = ruling(world.preparer, letter, ruled_on=day)
    proposal = paper.propose(
        world, version, "ruling", ruling=one, amount=euros(amount), beyond_ceiling=beyond, pool=world.pool
    )
    about = {"plan_version": version, "ordered_by": "court", "ruling": proposal.ruling, **changes}
    return world.grant(amount, day=day, by=world.second, **about)


def objected(one, *, upheld=False, **fields) -> tuple[Objection, Letter]:
    """An objection against the award of `one` (award_world.Granted), and the decision on it by the second decider."""
    objection = actions.object_to(by=one.coordinator, letter=one.letter, text="Oneens.")
    proposal = one.propose("objection", objection=objection, upheld=upheld, **fields)
    return objection, one.take(proposal, by=one.world.second)


def carried_out(one, the_ruling: Ruling, *, by=None, **fields) -> Letter:
    """Prepared by the preparer, taken by the second decider, who took part in the objection alone."""
    fields = {"award": one.award, "ground": "De rechter beslist anders.", **fields}
    proposal = Proposal.objects.create(
        kind="ruling", plan=one.plan, ruling=the_ruling, recorded_by=one.world.preparer, **fields
    )
    return one.take(proposal, by=by or one.world.second)
