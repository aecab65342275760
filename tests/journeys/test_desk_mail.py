"""Somebody writes to the desk's own address; the desk puts it with a request, makes one of it, or sets it aside."""

from hubs import reply_address
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_mail_in import letter, take
from tests.journeys.site import faults, follow, send


def text(page) -> str:
    return page.locator("main").inner_text()


def test_desk_deals_with_what_came_to_its_own_address(site):
    ask(hub_of())
    desk, wrong = site.signed_in("eva"), {}
    desk.goto("/bureau/post/")
    assert "Nog geen e-mail" in text(desk)
    wrong["empty"] = faults(desk)
    for number, subject in enumerate(("Nog iets vergeten", "Lasrobot", "Reclame")):
        made = letter(reply_address.of_desk(hub_of()), "Wie helpt ons?", subject=subject, message_id=f"<{number}@x>")
        made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
        assert take(made) == (0, "")

    desk.goto("/bureau/")
    wrong["inbox"] = faults(desk)
    follow(desk, "main a:has-text('E-mail aan het bureau (3)')")
    wrong["list"] = faults(desk)
    follow(desk, "main a:has-text('Nog iets vergeten')")
    wrong["mail"] = faults(desk)
    send(desk, "main button:has-text('Zet bij deze hulpvraag')")
    assert "Wie helpt ons?" in text(desk)

    desk.goto("/bureau/post/")
    follow(desk, "main a:has-text('Lasrobot')")
    follow(desk, "main a:has-text('Maak er een hulpvraag van')")
    desk.fill("main [name=company_name]", "Demo Draaierij")
    send(desk, "main button[name=send]")
    assert "Vraag de afzender om toestemming" in text(desk)
    wrong["new request"] = faults(desk)
    desk.check("main [name=agreed]")
    send(desk, "main button[name=send]")
    assert "Demo Draaierij" in text(desk)

    desk.goto("/bureau/post/")
    follow(desk, "main a:has-text('Reclame')")
    send(desk, "main button[name=send]")
    assert "Zeg waarom" in text(desk)
    wrong["no reason"] = faults(desk)
    desk.check("main [value=advertising]")
    send(desk, "main button[name=send]")
    assert "terzijde gelegd" in text(desk)
    desk.goto("/bureau/post/?stand=alles")
    wrong["all"] = faults(desk)
    follow(desk, "main a:has-text('Reclame')")
    wrong["set aside"] = faults(desk)
    send(desk, "main button:has-text('Terugdraaien')")
    assert "wacht weer" in text(desk)

    assert {name: found for name, found in wrong.items() if found} == {}
