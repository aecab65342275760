"""An SME registers for an event and cancels, without an account and without JavaScript; the hub sees who comes."""

from hubs.models import Registration
from tests.journeys.site import faults, follow, send

TYPED = {"name": "Zoë van 't Hof", "email": "zoe@bedrijf.example", "company_name": "Café Ångström & Zn"}
DAY = "2090-03-12"


def make_event(desk) -> None:
    """One place, on the editor's own form."""
    desk.goto("/evenementen/nieuw/")
    texts = {"title_nl": "Robotdag", "text_nl": "Kom kijken.", "day": DAY, "begins": "13:00", "ends": "17:00"}
    for name, value in {**texts, "city": "Dordrecht", "seats": "1"}.items():
        desk.fill(f"main [name={name}]", value)
    send(desk, "main button[name=save]")
    send(desk, "main form[action$='/publiceren/'] button")


def register(page, button: str, **changes) -> str:
    """On to the own page, whose address stands in the letter; returns it."""
    page.goto("/evenementen/robotdag/")
    follow(page, "main a[href='/evenementen/robotdag/aanmelden/']")
    for name, value in {**TYPED, **changes}.items():
        page.fill(f"main [name={name}]", value)
    page.check("main input[name=agreed]", force=True)
    send(page, f"main button[name={button}]")
    assert "U krijgt een e-mail." in page.locator("main").inner_text()
    own = f"/aanmelding/{Registration.objects.latest('pk').key}/"
    page.goto(own)
    return own


def test_company_registers_waits_and_moves_up(site):
    desk = site.signed_in("eva")
    make_event(desk)
    first, second = (site.visitor(width=320, javascript=False) for _one in range(2))

    first.goto("/evenementen/?vorm=locatie")
    assert "Robotdag" in first.locator("main").inner_text()
    own = register(first, "send")
    assert "U hebt een plaats" in first.locator("main").inner_text()
    register(second, "waiting", email="bea@bedrijf.example")
    assert "nummer 1 op de wachtlijst" in second.locator("main").inner_text()

    desk.goto("/evenementen/robotdag/aanmeldingen/")
    assert all(part in desk.locator("main").inner_text() for part in ("Café Ångström & Zn", "bea@bedrijf.example"))
    follow(first, f"main a[href='{own}afmelden/']")
    send(first, "main form button[type=submit]")
    second.reload()
    assert "U hebt een plaats" in second.locator("main").inner_text()

    watched = [
        "/evenementen/",
        "/evenementen/robotdag/",
        "/evenementen/robotdag/aanmelden/",
        own,
        "/hubs/zuid-holland/",
    ]
    page, wrong = site.visitor(), {}
    for path in (*watched, "/kennis/"):
        page.goto(path)
        wrong[path] = faults(page)
    for path in ("/evenementen/nieuw/", "/evenementen/robotdag/aanmeldingen/", "/hubs/zuid-holland/bewerken/"):
        desk.goto(path)
        wrong[path] = faults(desk)
    assert {path: found for path, found in wrong.items() if found} == {}
