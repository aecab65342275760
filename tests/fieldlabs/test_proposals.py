"""The contact proposes, the hub compares and answers."""

import threading

import pytest
from django.core import mail
from django.db import connections

from accounts.models import Organisation
from fieldlabs import actions, tasks
from fieldlabs.models import ChangeProposal, Fieldlab
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests.fieldlabs.test_sections import base

LIST = "/fieldlabs/ramlab/voorstellen/"
WRITE = f"{LIST}nieuw/contact/"


def ramlab() -> Fieldlab:
    return Fieldlab.objects.get(slug="ramlab")


def run_by(daan) -> Fieldlab:
    """RAMLAB, run by the organisation of Daan."""
    own = Organisation.objects.get(name="Demo Stichting Fieldlab")
    Fieldlab.objects.filter(slug="ramlab").update(operator=own)
    return ramlab()


def typed(**changes) -> dict[str, str]:
    return {"website": "https://ramlab.example/", "contact": "Balie", "note": "Nieuwe balie.", **changes}


def proposed(daan, **changes) -> ChangeProposal:
    lab = run_by(daan)
    data = {name: [value] for name, value in typed(base=base(lab, "contact"), **changes).items()}
    return actions.propose(by=daan, fieldlab=lab, section="contact", data=data, note="Nieuwe balie.")


def values(contact: str = "Balie") -> dict[str, str]:
    return {"website": "https://ramlab.example/", "contact": contact}


@pytest.mark.django_db
class TestProposing:
    def test_contact_sends_a_proposal_and_the_hub_gets_a_letter(self, eva, daan, client_for):
        run_by(daan)
        client = client_for(daan)
        answer = client.post(WRITE, typed(base=base(ramlab(), "contact")))
        assert (answer.status_code, answer.url, ramlab().contact) == (302, LIST, "")
        assert tasks.tell_hub_of_proposal(Job.objects.get(kind="fieldlabs.tell_hub_of_proposal")) == {"sent": 1}
        assert ([letter.to for letter in mail.outbox], "Daan Visser" in mail.outbox[0].body) == ([[eva.email]], True)

    def test_proposing_again_replaces_what_waits(self, daan, client_for):
        first = proposed(daan)
        client = client_for(daan)
        page = client.get(WRITE)
        assert (page.context["waiting"], page.context["form"]["contact"].value()) == (first, "Balie")
        client.post(WRITE, typed(contact="Loket", base=base(ramlab(), "contact")))
        kept = ChangeProposal.objects.get()
        assert (kept.data["contact"], Job.objects.filter(kind="fieldlabs.tell_hub_of_proposal").count()) == (
            ["Loket"],
            1,
        )

    def test_proposal_without_a_change_is_no_proposal(self, daan, client_for):
        lab = run_by(daan)
        answer = client_for(daan).post(
            WRITE, {"website": lab.website, "contact": lab.contact, "note": "", "base": base(lab, "contact")}
        )
        assert (answer.status_code, ChangeProposal.objects.count()) == (422, 0)

    def test_wrong_input_is_named_and_kept(self, daan, client_for):
        run_by(daan)
        answer = client_for(daan).post(WRITE, typed(website="geen adres"))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["website"])

    @pytest.mark.parametrize("path", ["contactpersoon", "fotos", "onbekend"])
    def test_personal_data_and_rows_are_not_proposed(self, daan, client_for, path):
        lab = run_by(daan)
        assert client_for(daan).get(f"{LIST}nieuw/{path}/").status_code == 404
        with pytest.raises(actions.RuleBroken) as broken:
            actions.propose(by=daan, fieldlab=lab, section="person", data={}, note="")
        assert broken.value.code == "not_proposable"

    def test_endless_text_is_refused(self, daan):
        with pytest.raises(actions.RuleBroken) as broken:
            proposed(daan, contact="x" * 70_000)
        assert broken.value.code == "proposal_is_too_long"

    @pytest.mark.parametrize("key", ["eva", "noor", "daan", "gijs", "stijn", "anna"])
    def test_proposing_is_refused_to_who_is_no_contact(self, cast, client_for, key):
        assert client_for(cast[key]).get(WRITE).status_code == 403
        with pytest.raises(actions.RuleBroken) as broken:
            actions.propose(by=cast[key], fieldlab=ramlab(), section="contact", data={}, note="")
        assert broken.value.code == "not_allowed"

    def test_nothing_is_proposed_for_a_closed_one(self, eva, daan, client_for):
        lab = run_by(daan)
        actions.close(by=eva, fieldlab=lab, day=lab.as_of, reason="x")
        assert client_for(daan).get(WRITE).status_code == 403

    def test_contact_sees_the_own_draft_and_no_other(self, daan, client_for):
        own = Organisation.objects.get(name="Demo Stichting Fieldlab")
        Fieldlab.objects.filter(slug="iot-academy").update(operator=own)
        found = [client_for(daan).get(f"/fieldlabs/{slug}/").status_code for slug in ("iot-academy", "upps")]
        assert found == [200, 404]

    @pytest.mark.parametrize("key", ["anna", "noor", "daan"])
    def test_proposals_of_others_are_not_seen(self, cast, client_for, key):
        made = proposed(cast["daan"])
        Fieldlab.objects.filter(slug="ramlab").update(operator=None)
        assert client_for(cast[key]).get(f"{LIST}{made.pk}/").status_code == 403

    def test_proposal_of_another_fieldlab_is_not_found_here(self, eva, daan, client_for):
        made = proposed(daan)
        for page in ("", "besluit/"):
            client = client_for(eva)
            act = client.post if page else client.get
            assert act(f"/fieldlabs/duurzaamheidsfabriek/voorstellen/{made.pk}/{page}").status_code == 404

    @pytest.mark.parametrize("extra", [1, 3])
    def test_list_takes_few_statements(self, eva, daan, client_for, django_assert_max_num_queries, extra):
        for _one in range(extra):
            made = proposed(daan)
            actions.decline(by=eva, proposal=made, answer="Nee.")
        client = client_for(eva)
        with django_assert_max_num_queries(8):
            assert len(client.get(LIST).context["rows"]) == extra


@pytest.mark.django_db
class TestDeciding:
    def test_editor_compares_and_takes_over(self, eva, daan, client_for):
        made, client = proposed(daan), client_for(eva)
        page = client.get(f"{LIST}{made.pk}/")
        assert [one["label"] for one in page.context["lines"]] == ["Website", "Contactgegevens"]
        given = {"base": page.context["form"]["base"].value(), "answer": "Dank!", "accept": "1"}
        assert client.post(f"{LIST}{made.pk}/besluit/", given).status_code == 302
        made.refresh_from_db()
        assert (made.state, made.decided_by, ramlab().contact) == ("accepted", eva, "Balie")
        assert tasks.tell_contact_of_answer(Job.objects.get(kind="fieldlabs.tell_contact_of_answer")) == {"sent": True}
        assert (mail.outbox[0].to, "Dank!" in mail.outbox[0].body) == ([daan.email], True)
        entry = client.get("/fieldlabs/ramlab/geschiedenis/").context["entries"][0]
        assert entry.reason == "Voorgesteld door Daan Visser. Nieuwe balie."

    def test_editor_declines_with_an_answer(self, eva, daan, client_for):
        made, client = proposed(daan), client_for(eva)
        bare = client.post(f"{LIST}{made.pk}/besluit/", {"base": "x", "answer": "", "decline": "1"})
        assert (bare.status_code, ChangeProposal.objects.get().state) == (422, "open")
        assert (
            client.post(f"{LIST}{made.pk}/besluit/", {"base": "x", "answer": "Nee.", "decline": "1"}).status_code == 302
        )
        made.refresh_from_db()
        assert (made.state, made.answer, ramlab().contact) == ("declined", "Nee.", "")
        assert "Nee." in client.get(f"{LIST}{made.pk}/").content.decode()

    def test_editor_sees_what_was_saved_meanwhile_before_taking_over(self, eva, daan, client_for):
        made, client = proposed(daan), client_for(eva)
        seen = client.get(f"{LIST}{made.pk}/").context["form"]["base"].value()
        now = {"website": "https://ander.example/", "contact": "Ander"}
        actions.save_section(
            by=eva, fieldlab=ramlab(), section="contact", values=now, base=base(ramlab(), "contact"), reason="x"
        )
        answer = client.post(f"{LIST}{made.pk}/besluit/", {"base": seen, "answer": "", "accept": "1"})
        assert (answer.status_code, answer.context["newer"], ramlab().contact) == (409, True, "Ander")
        assert client.get(f"{LIST}{made.pk}/").context["changed_since"] is True

    def test_proposal_that_no_longer_fits_is_not_taken_over(self, eva, daan, client_for):
        made, client = proposed(daan, website="geen adres"), client_for(eva)
        assert client.get(f"{LIST}{made.pk}/").context["fits"] is False
        given = {"base": base(ramlab(), "contact"), "answer": "", "accept": "1"}
        assert client.post(f"{LIST}{made.pk}/besluit/", given).status_code == 422

    def test_decided_one_is_not_decided_again(self, eva, daan):
        made = proposed(daan)
        actions.decline(by=eva, proposal=made, answer="Nee.")
        with pytest.raises(actions.RuleBroken) as broken:
            actions.accept(by=eva, proposal=made, values=values(), base=base(ramlab(), "contact"), answer="")
        assert broken.value.code == "already_decided"
        assert tasks.tell_hub_of_proposal(Job.objects.get(kind="fieldlabs.tell_hub_of_proposal")) == {"sent": 0}

    @pytest.mark.parametrize("key", ["noor", "daan", "gijs", "stijn", "anna"])
    def test_deciding_is_refused_to_others(self, cast, client_for, key):
        made = proposed(cast["daan"])
        given = {"base": "x", "answer": "Ja", "decline": "1"}
        assert client_for(cast[key]).post(f"{LIST}{made.pk}/besluit/", given).status_code == 403
        with pytest.raises(actions.RuleBroken) as broken:
            actions.decline(by=cast[key], proposal=made, answer="Nee.")
        assert broken.value.code == "not_allowed"


def test_two_editors_decide_at_once_one_counts(fresh_database):
    cast = {member.key: demo.person(member) for member in CAST}
    made = proposed(cast["daan"])
    start, barrier, outcomes = base(ramlab(), "contact"), threading.Barrier(2), []

    def decide(accepts):
        barrier.wait()
        try:
            if accepts:
                actions.accept(by=cast["eva"], proposal=made, values=values(), base=start, answer="")
            else:
                actions.decline(by=cast["eva"], proposal=made, answer="Nee.")
            outcomes.append("done")
        except actions.RuleBroken as broken:
            outcomes.append(broken.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[accepts]) for accepts in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already_decided", "done"]
    assert Job.objects.filter(kind="fieldlabs.tell_contact_of_answer").count() == 1
