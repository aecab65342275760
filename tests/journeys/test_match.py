"""A co-funder confirms match on a telephone: from the start page to the hub that sees it."""

import pytest

from tests.journeys.site import NARROW, faults, follow, path_of, send

AMOUNT = "1.250,50"


@pytest.fixture(scope="module")
def pledge(portal):
    """Brought in by the hub of Zuid-Holland for the co-funder of the cast, in a demonstration scheme."""
    from accounts.models import Organisation, User
    from funding import actions
    from funding.models import Pledge
    from tests.funding import demo_match

    pool = demo_match.pool()
    pledge = Pledge(
        pool=pool,
        funder=Organisation.objects.get(name="Demo Metropoolregio"),
        claimed_by=Organisation.objects.get(name="Demo Hub Zuid-Holland"),
        evidence="Besluit 2018/12",
        kind="cash",
        origin="metropolitan",
        without_vat=True,
        also_declared="",
    )
    eva = User.objects.get(email="eva@demo.smartindustry.example")
    actions.claim(by=eva, basis=demo_match.basis(), pledge=pledge)
    actions.intend(by=eva, basis=demo_match.basis(), pledge=pledge, amount=demo_match.euros(700_000))
    return pledge


def fill_in(page, document) -> None:
    page.fill("main input[name=amount]", AMOUNT)
    page.fill("main input[name=document]", "Besluit 2018/12")
    page.fill("main input[name=document_date]", "2018-02-05")
    page.set_input_files("main input[name=upload]", str(document))


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_co_funder_confirms_a_part_at_320_px(site, pledge, tmp_path, javascript):
    document = tmp_path / "besluit.pdf"
    document.write_bytes(b"%PDF-1.7\n%%EOF\n")
    page = site.signed_in("mirjam", width=NARROW, javascript=javascript)
    page.goto("/cofinanciering/")
    follow(page, f"main a[href='/cofinanciering/{pledge.pk}/']")
    follow(page, f"main a[href='/cofinanciering/{pledge.pk}/bevestigen/toegezegd/']")

    page.fill("main input[name=amount]", "800.000")
    send(page, "main form button[name=send]")
    assert page.locator("main .utrecht-alert, main [role=alert]").count() >= 1
    fill_in(page, document)
    page.fill("main input[name=amount]", "800.000")
    send(page, "main form button[name=send]")
    assert "tekort" in page.locator("main").inner_text()
    fill_in(page, document)
    send(page, "main form button[name=send]")

    assert path_of(page) == f"/cofinanciering/{pledge.pk}/"
    shown = page.locator("main").inner_text()
    assert "Bevestigd." in shown
    assert "€ 1.250,50" in shown
    assert "besluit.pdf" in shown


def test_pages_of_match_and_books_have_no_fault_that_axe_can_find(site, pledge):
    wrong = {}
    for who, paths in {
        "mirjam": ["", f"{pledge.pk}/", f"{pledge.pk}/bevestigen/toegezegd/", f"{pledge.pk}/intrekken/"],
        "eva": ["", "nieuw/"],
    }.items():
        page = site.signed_in(who)
        for path in paths:
            page.goto(f"/cofinanciering/{path}")
            wrong[who, path] = faults(page)
    page = site.signed_in("gijs")
    for path in ("/grootboek/", "/en/grootboek/?boek=cofunding", "/cofinanciering/", "/toekenningen/"):
        page.goto(path)
        wrong["gijs", path] = faults(page)
    for link in ("main table a[href^='/grootboek/']", "main table a[href^='/boekingen/']"):
        page.goto("/grootboek/?boek=cofunding") if "grootboek" in link else None
        follow(page, link)
        wrong["gijs", link] = faults(page)

    assert {name: found for name, found in wrong.items() if found} == {}
