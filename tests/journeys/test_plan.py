"""A hub coordinator writes a plan with two co-funders and submits it, on a telephone, without JavaScript."""

import pytest

from tests.browser import overflow
from tests.journeys.site import NARROW, faults, follow, path_of, send

NEXT = "button[name=next]:not([tabindex])"
ADD = "button[name=add]"


def open_rules() -> None:
    """A scheme in force for the line and region of Noor's hub."""
    from accounts.models import User
    from funding.models import BudgetLine, MatchPool
    from regions.models import Region
    from tests.funding.world import PAPER, scheme_version

    wim = User.objects.get(email__startswith="wim@")
    place = {
        "line": BudgetLine.objects.get(key="other_hubs"),
        "region": Region.objects.get(slug="noord-nederland"),
    }
    if not MatchPool.objects.filter(**place).exists():
        MatchPool.objects.create(version=scheme_version(wim), recorded_by=wim, **place, **PAPER)


def fill(page, **values) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def row(page, number: int, choices: dict[str, str] | None = None, **values) -> None:
    """Fill in one row of a list."""
    for name, value in values.items():
        page.fill(f"[name=rows-{number}-{name}]", value)
    for name, value in (choices or {}).items():
        page.select_option(f"[name=rows-{number}-{name}]", value)


@pytest.mark.parametrize("javascript", [False, True])
def test_coordinator_submits_a_plan_with_two_co_funders(site, javascript):
    open_rules()
    noor = site.signed_in("noor", width=NARROW, javascript=javascript)
    noor.goto("/plannen/nieuw/")
    noor.locator("[name=kind][value=regional]").check(force=True)
    noor.select_option("[name=line]", label="Overige regionale hubs")
    send(noor, "main form.si-form button[type=submit]")

    fill(
        noor, title="Slim Noorden", summary="Twintig bedrijven beginnen.", starts_on="2018-01-01", ends_on="2019-12-31"
    )
    send(noor, NEXT)
    row(noor, 0, {"kind": "support"}, name="Advies", cost="€ 150.000")
    send(noor, ADD)
    row(noor, 1, {"kind": "fieldlabs"}, name="Fieldlab", cost="50,000.00")
    send(noor, NEXT)
    row(noor, 0, name="Bedrijven geholpen", unit="bedrijven", target="20", due_on="2019-12-31")
    send(noor, NEXT)
    fill(noor, requested="100.000")
    row(noor, 0, year="2018", amount="40000")
    send(noor, ADD)
    row(noor, 1, year="2019", amount="60000")
    assert overflow(noor) == 0
    send(noor, NEXT)
    row(
        noor, 0, {"kind": "cash", "origin": "provincial", "without_vat": "yes", "declared": "no"},
        funder="Demo Provincie Groningen", amount="80.000", evidence="Besluit 2018-12",
    )  # fmt: skip
    noor.set_input_files("[name=rows-0-file]", {"name": "b.pdf", "mimeType": "x/y", "buffer": b"%PDF-1.4 besluit"})
    send(noor, ADD)
    assert "b.pdf" in noor.locator("main").inner_text()
    row(noor, 1, {"kind": "cash", "origin": "municipal"}, funder="Gemeente Emmen", evidence="Brief 7")
    assert overflow(noor) == 0
    send(noor, NEXT)
    send(noor, "main form .si-actions > button[name=save]")

    plan = path_of(noor)
    assert overflow(noor) == 0
    assert not javascript or faults(noor) == []
    follow(noor, "main a[href$='/indienen/']")
    assert not javascript or faults(noor) == []
    send(noor, "main form button.utrecht-button--primary-action")
    assert path_of(noor) == plan
    text = noor.locator("main").inner_text()
    assert [shown in text for shown in ("Ingediend", "Slim Noorden", "€ 80.000", "Gemeente Emmen", "onbekend")] == [
        True
    ] * 5

    fenna = site.signed_in("fenna", javascript=javascript)
    assert fenna.goto(plan).status == 200
    assert site.signed_in("eva").goto(plan).status == 404


def test_writing_is_saved_after_a_pause(site):
    noor = site.signed_in("noor")
    noor.goto("/plannen/nieuw/")
    noor.locator("[name=kind][value=regional]").check(force=True)
    noor.select_option("[name=line]", label="Overige regionale hubs")
    send(noor, "main form.si-form button[type=submit]")
    noor.fill("[name=title]", "Vanzelf bewaard")
    noor.locator("[data-autosave-said]", has_text="Opgeslagen om").wait_for()
    noor.reload()
    assert noor.input_value("[name=title]") == "Vanzelf bewaard"
    noor.fill("[name=title]", "Nog een keer")
    send(noor, "main form .si-actions > button[name=save]")
    assert noor.locator("h1").inner_text() == "Nog een keer"
