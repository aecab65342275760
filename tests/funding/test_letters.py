"""A decision as a letter: numbered, signed, made as a document once, and told to its recipient."""

import hashlib
import re
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from funding import letter_document, letters
from funding.actions.letters import write
from funding.actions.posting import mandate_of
from funding.models import Duty, Letter, LetterFile
from funding.rules import RuleBroken
from jobs import clock, queue
from jobs.models import Job
from tests import pdf
from tests.funding import planned
from tests.funding.world import build

pytestmark = pytest.mark.django_db
FRIDAY = date(2018, 6, 1)


@pytest.fixture
def world():
    return build()


def letter_of(world, proposal, *, by=None, **changes):
    by = by or world.decider
    fields = {
        "kind": proposal.kind,
        "number": letters.next_number(2018, demo=False),
        "recipient": world.hub,
        "ground": proposal.ground,
        "plan": proposal.plan,
        "proposal": proposal,
        "asked": proposal.version.requested,
        "refused": proposal.version.requested,
        "legal_ground": proposal.legal_ground,
    }
    return letters.send(by=by, letter=Letter(mandate=mandate_of(by, "decide"), **{**fields, **changes}))


def refused(world, **changes) -> Letter:
    proposal = planned.proposed(world, planned.in_review(world), kind="refuse")
    return letter_of(world, proposal, **changes)


def granted(world, *, amount=60_000, **changes) -> Letter:
    """A letter with an award in the books."""
    year = clock.today().year
    world.allot(100_000, 50_000, year=year)
    world.match(100_000)
    plan = planned.in_review(world)
    about = {"legal_ground": "4:25", "conditions": "Meld elke wijziging.\nNoem het programma.", "condition": "none"}
    about |= {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31), "instalments": [[year, str(amount)]]}
    proposal = planned.proposed(world, plan, amount=amount, **{**about, **changes})
    award = world.grant(amount, day=clock.today(), plan_version=proposal.version, condition=proposal.condition)
    return letter_of(
        world, proposal, award=award, amount=proposal.amount, refused=40_000, conditions=proposal.conditions
    )


def text_of(letter: Letter) -> str:
    return pdf.read(letter_document.pdf(Letter.objects.get(pk=letter.pk))).text


def test_numbers_say_the_year_and_whether_they_are_invented(world):
    first, second = letters.next_number(2018, demo=False), letters.next_number(2018, demo=True)
    assert re.fullmatch(r"SI-2018-\d{4,}", first)
    assert re.fullmatch(r"DEMO-2018-\d{4,}", second)
    assert int(second.rsplit("-")[-1]) == int(first.rsplit("-")[-1]) + 1


def test_sending_signs_the_letter_and_lets_it_be_written(world):
    with clock.on(FRIDAY):
        letter = refused(world)
    assert (letter.decided_on, letter.objection_until, letter.recorded_by) == (FRIDAY, date(2018, 7, 13), world.decider)
    assert list(Job.objects.filter(kind=letters.WRITE).values_list("payload", flat=True)) == [{"letter": letter.pk}]


def test_the_database_refuses_a_letter_by_who_prepared_it(world):
    plan = planned.in_review(world)
    proposal = planned.proposed(world, plan, kind="refuse", recorded_by=world.decider)
    with pytest.raises(RuleBroken) as refusal:
        letter_of(world, proposal)
    assert refusal.value.code == "funding_letter_is_decided_by_another"
    assert Job.objects.filter(kind=letters.WRITE).count() == 0


def test_document_is_made_once_with_the_digest_of_its_bytes(world):
    letter = refused(world)
    first, second = write(letter.pk), write(letter.pk)
    assert first == second
    assert LetterFile.objects.filter(letter=letter).count() == 1
    content = bytes(first.content)
    assert (first.name, first.size) == (f"{letter.number}.pdf", len(content))
    assert first.sha256 == hashlib.sha256(content).hexdigest()


def test_document_of_the_same_letter_is_the_same_byte_for_byte(world):
    letter = refused(world)
    assert letter_document.pdf(letter) == letter_document.pdf(letter)


def test_coordinators_hear_of_the_letter_with_a_link_to_it(world):
    person = planned.coordinator(world)
    letter = refused(world)
    write(letter.pk)
    job = Job.objects.get(payload__notice="plan_decided")
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert job.error == ""
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([person.email], f"Afwijzing van uw aanvraag ({letter.number})")
    ]
    assert reverse("funding:letter_file", kwargs={"letter": letter.pk}) in mail.outbox[0].body


def test_editors_hear_of_it_where_there_is_no_coordinator(world):
    write(refused(world).pk)
    queue.run(str(Job.objects.get(payload__notice="plan_decided").pk))
    assert [one.to for one in mail.outbox] == [[world.editor.email]]


def test_refusal_says_what_was_asked_the_ground_and_how_to_object(world):
    letter = refused(world)
    seen = pdf.read(letter_document.pdf(letter))
    assert (seen.standard, seen.language, seen.title) == (
        "PDF/UA-1",
        "nl",
        f"Afwijzing van uw aanvraag {letter.number}",
    )
    for said in (
        "Hub",
        letter.number,
        "Ik wijs uw aanvraag van € 100.000 voor “Regioplan” af.",
        "Awb 4:35",
        "Het plan past bij de regio.",
        "namens deze,",
        "functionaris met het mandaat",
    ):
        assert said in seen.text
    assert "bezwaar" in seen.text
    assert world.decider.name not in seen.text


def test_award_says_what_is_granted_refused_and_asked_in_return(world):
    letter = granted(world)
    Duty.objects.create(
        award=letter.award, letter=letter, kind="yearly_report", due_on=date(2019, 4, 1), recorded_by=world.decider
    )
    text = text_of(letter)
    for said in (
        "Ik verleen u een subsidie van hoogstens € 60.000 voor",
        "€ 40.000",
        "Meld elke wijziging.",
        "Jaarverslag",
        "1 april 2019",
        "hoogstens 80%",
        "minstens € 1 ",
        letter.award.number,
    ):
        assert said in text, said
    assert "Awb 4:33" not in text


def test_award_on_proof_of_match_says_that_nothing_is_paid_before(world):
    assert "Awb 4:33" in text_of(granted(world, condition="proof_of_match"))


def test_letter_under_an_invented_scheme_says_so_on_its_page(world):
    assert "Demonstratie" not in text_of(refused(world))
    pool = planned.demo_pool(world)
    proposal = planned.proposed(world, planned.in_review(world), kind="refuse", pool=pool)
    assert "Demonstratie" in text_of(letter_of(world, proposal))


def test_what_somebody_typed_is_never_markup(world):
    letter = refused(world, ground="#panic() *vet* <a href=x> = kop")
    assert "#panic() *vet* <a href=x>" in text_of(letter)


@pytest.mark.parametrize("member", ["coordinator", "preparer", "controller", "payer"])
def test_letter_opens_for_its_recipient_and_the_ministry(world, member, client_for):
    person = planned.coordinator(world) if member == "coordinator" else getattr(world, member)
    letter = refused(world)
    write(letter.pk)
    answer = client_for(person).get(reverse("funding:letter_file", kwargs={"letter": letter.pk}))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content.startswith(b"%PDF")


def test_letter_of_another_hub_is_not_there(world, eva, client_for):
    letter = refused(world)
    write(letter.pk)
    assert client_for(eva).get(reverse("funding:letter_file", kwargs={"letter": letter.pk})).status_code == 404


def test_letter_without_its_document_says_that_it_is_being_made(world, client_for):
    letter = refused(world)
    answer = client_for(world.preparer).get(reverse("funding:letter_file", kwargs={"letter": letter.pk}))
    assert (answer.status_code, "De brief wordt gemaakt" in answer.content.decode()) == (200, True)
