"""On and off the list, closed and opened again; and the history of it all."""

from datetime import date, timedelta

import pytest

from accounts.models import Organisation
from fieldlabs import actions, history, section_values
from fieldlabs.models import EvidenceCase, Fieldlab, Partner, Service
from jobs import clock
from tests.fieldlabs.filled import filled
from tests.fieldlabs.test_actions import draft, submitted
from tests.fieldlabs.test_sections import base

pytestmark = pytest.mark.django_db
STEPS = ["openbaar", "van-de-lijst", "sluiten", "heropenen"]


def ramlab() -> Fieldlab:
    return Fieldlab.objects.get(slug="ramlab")


def closed(by) -> Fieldlab:
    return actions.close(by=by, fieldlab=ramlab(), day=clock.today(), reason="Het geld is op.")


def test_publish_of_a_bare_draft_is_refused_by_its_rule(eva, client_for):
    made = draft(eva)
    answer = client_for(eva).post(f"/fieldlabs/{made.slug}/openbaar/", {"reason": "Klaar."})
    assert answer.status_code == 422
    assert "Alleen een Fieldlab met een bron of met erkenning" in answer.content.decode()


def test_taken_off_the_list_and_put_back(eva, client, client_for):
    staff = client_for(eva)
    assert staff.post("/fieldlabs/ramlab/van-de-lijst/", {"reason": "Even niet."}).status_code == 302
    assert client.get("/fieldlabs/ramlab/").status_code == 404
    assert staff.post("/fieldlabs/ramlab/openbaar/", {"reason": "Weer wel."}).status_code == 302
    assert client.get("/fieldlabs/ramlab/").status_code == 200
    assert ramlab().published_by == eva


def test_recognised_one_says_who_made_it_public(eva, stijn):
    made = actions.recognise(by=stijn, fieldlab=submitted(eva), reason="Goed plan.")
    assert (made.published_by, made.published_at) == (stijn, made.decided_at)


def test_closed_one_leaves_the_list_but_keeps_its_page(eva, client, client_for):
    before = Fieldlab.objects.public().count()
    values = {"day": clock.today().isoformat(), "reason": "Het geld is op."}
    assert client_for(eva).post("/fieldlabs/ramlab/sluiten/", values).status_code == 302
    assert Fieldlab.objects.public().count() == before - 1
    page = client.get("/fieldlabs/ramlab/")
    assert (page.status_code, "Dit Fieldlab sloot op" in page.content.decode()) == (200, True)
    assert "RAMLAB" not in [card["title"].upper() for card in client.get("/fieldlabs/?q=ramlab").context["cards"]]


def test_closing_day_is_not_to_come(eva, client_for):
    values = {"day": (clock.today() + timedelta(days=1)).isoformat(), "reason": "Straks."}
    assert client_for(eva).post("/fieldlabs/ramlab/sluiten/", values).status_code == 422


def test_closed_draft_stays_unknown_to_strangers(eva, client):
    made = draft(eva)
    actions.close(by=eva, fieldlab=made, day=clock.today(), reason="Gaat niet door.")
    assert client.get(made.get_absolute_url()).status_code == 404


def test_closed_one_is_not_changed_until_it_opens_again(eva, client_for):
    gone = closed(eva)
    with pytest.raises(actions.RuleBroken) as broken:
        actions.take_off(by=eva, fieldlab=gone, reason="x")
    assert broken.value.code == "not_allowed"
    assert client_for(eva).get("/fieldlabs/ramlab/bewerken/").status_code == 403
    assert client_for(eva).post("/fieldlabs/ramlab/heropenen/", {"reason": "Nieuw geld."}).status_code == 302
    assert (ramlab().is_public, ramlab().closed_on, ramlab().closing_reason) == (True, None, "")


@pytest.mark.parametrize("act", ["publish", "take_off", "reopen"])
def test_steps_need_a_reason(eva, act):
    lab = {"publish": draft, "take_off": lambda by: ramlab(), "reopen": closed}[act](eva)
    with pytest.raises(actions.RuleBroken) as broken:
        getattr(actions, act)(by=eva, fieldlab=lab, reason=" ")
    assert broken.value.code == "reason_missing"


@pytest.mark.parametrize("key", ["noor", "daan", "stijn", "gijs", "anna", "ans", "fenna"])
@pytest.mark.parametrize("act", ["publish", "take_off", "close", "reopen"])
def test_steps_are_refused_to_others(cast, key, act):
    given = {"day": date(2018, 1, 1)} if act == "close" else {}
    with pytest.raises(actions.RuleBroken) as broken:
        getattr(actions, act)(by=cast[key], fieldlab=ramlab(), reason="x", **given)
    assert broken.value.code == "not_allowed"


@pytest.mark.parametrize("step", STEPS)
def test_step_pages_open_for_the_own_hub_only(cast, client_for, step):
    if step == "heropenen":
        closed(cast["eva"])
    if step == "openbaar":
        actions.take_off(by=cast["eva"], fieldlab=ramlab(), reason="x")
    found = {
        key: client_for(cast[key]).get(f"/fieldlabs/ramlab/{step}/").status_code for key in ("eva", "noor", "gijs")
    }
    assert found == {"eva": 200, "noor": 404 if step == "openbaar" else 403, "gijs": 403}


@pytest.mark.parametrize("step", ["openbaar", "heropenen"])
def test_step_that_makes_no_sense_says_why(eva, client_for, step):
    assert client_for(eva).get(f"/fieldlabs/ramlab/{step}/").status_code == 403


def test_history_shows_the_words_that_came_and_went(eva):
    made = filled(draft(eva))
    start = section_values.values(made, "recognition")
    actions.save_section(
        by=eva, fieldlab=made, section="recognition", values={**start, "goal": "Vijftig bedrijven per jaar."},
        base=base(made, "recognition"), reason="Meer vraag.",
    )  # fmt: skip
    entry = history.history(made)[0]
    line = next(line for change in entry.changes for line in change.lines if line.label == "Doel")
    assert (entry.person, entry.reason) == ("Eva Smit", "Meer vraag.")
    assert [(piece.kind, piece.text.strip()) for piece in line.pieces][:2] == [
        ("removed", "Twintig"),
        ("added", "Vijftig"),
    ]


def test_history_keeps_rows_that_were_removed(eva):
    made = draft(eva)
    row = Service.objects.create(fieldlab=made, kind="advice", name_nl="Eén dag advies", price_basis="day", price=800)
    row.price = 900
    row.save()
    row.delete()
    # The test is one transaction, so all of it is one step: what remains of it is that the row is gone.
    changes = [change for entry in history.history(made) for change in entry.changes if change.thing == "dienst"]
    assert [(one.kind, one.lines[1].before) for one in changes] == [("removed", "Eén dag advies")]


def test_history_names_what_rows_point_at(eva):
    made = draft(eva)
    school = Organisation.objects.create(name="Demo School", kind="education")
    Partner.objects.create(fieldlab=made, organisation=school, role="lead")
    texts = [line.after for entry in history.history(made) for change in entry.changes for line in change.lines]
    assert "Demo School" in texts


@pytest.mark.parametrize("extra", [1, 8])
def test_history_page_takes_few_statements(eva, client_for, django_assert_max_num_queries, extra):
    made = filled(draft(eva))
    for number in range(extra):
        EvidenceCase.objects.create(fieldlab=made, title_nl=f"Zaak {number}", question_nl="?", result_nl="!")
    client = client_for(eva)
    with django_assert_max_num_queries(8):
        assert client.get(f"/fieldlabs/{made.slug}/geschiedenis/").status_code == 200


@pytest.mark.parametrize(
    ("key", "status"), [("eva", 200), ("gijs", 200), ("stijn", 200), ("noor", 404), ("anna", 404), ("daan", 404)]
)
def test_history_of_a_draft_is_for_insiders(cast, client_for, key, status):
    made = draft(cast["eva"])
    assert client_for(cast[key]).get(f"/fieldlabs/{made.slug}/geschiedenis/").status_code == status


def test_history_of_a_public_page_is_not_for_everybody(anna, client_for):
    assert client_for(anna).get("/fieldlabs/ramlab/geschiedenis/").status_code == 403
