"""A question that came in at the wrong region: handed over, answered and closed, followed on one link."""

from tests.hubs.asking import ask, hub_of
from tests.journeys.site import faults, follow, path_of, send

SEND = "main button[name=send]"
TYPED = {
    "question": "Wie helpt ons met flexibel produceren?",
    "company_name": "Demo Trailerbouw",
    "place": "Dordrecht",
    "contact_name": "Zoë van 't Hof",
    "email": "zoe@bedrijf.example",
}


def text(page) -> str:
    return page.locator("main").inner_text()


def test_question_goes_from_desk_to_desk_and_the_company_keeps_one_link(site):
    company = site.visitor(width=320, javascript=False)
    company.goto("/hulp-vragen/")
    for name, value in TYPED.items():
        company.fill(f"main [name={name}]", value)
    company.check("main input[name=agreed]", force=True)
    send(company, SEND)
    own_page = path_of(company).split("#")[0]
    assert "Uw vraag is aangekomen" in text(company)

    first = site.signed_in("eva")
    first.goto("/bureau/")
    follow(first, "main tbody a")
    wrong = {"request": faults(first)}
    request = path_of(first)
    follow(first, f"main a[href='{request}overdragen/']")
    wrong["hand over"] = faults(first)
    first.check("main input[name=to][value=noord]", force=True)
    first.fill("main input[name=reason]", "De fabriek staat in Assen")
    send(first, SEND)
    assert "Op weg naar Smart Industry Hub Noord" in text(first)

    other = site.signed_in("noor")
    other.goto("/bureau/")
    follow(other, "main section a")
    wrong["offer"] = faults(other)
    send(other, f"main form[action='{request}overdracht/aannemen/'] button")
    send(other, f"main form[action='{request}oppakken/'] button")
    other.fill("main [name=answer-text]", "Wij komen maandag langs.")
    send(other, f"main form[action='{request}antwoorden/'] {SEND.removeprefix('main ')}")
    wrong["answered"] = faults(other)

    company.goto(own_page)
    read = text(company)
    assert "Smart Industry Hub Noord" in read
    assert "Wij komen maandag langs." in read
    company.fill("main [name=text]", "Tot maandag!")
    send(company, SEND)
    assert "Tot maandag!" in text(company)

    other.goto(f"{request}sluiten/")
    send(other, SEND)
    wrong["errors"] = faults(other)
    other.check("main input[name=outcome][value=step]", force=True)
    other.fill("main [name=investment]", "12.500")
    other.fill("main [name=text]", "Succes!")
    send(other, SEND)
    assert "€ 12.500" in text(other)
    company.reload()
    assert "het bedrijf zette een stap" in text(company)
    first.goto(request)
    assert "flexibel produceren" not in text(first)
    assert wrong == dict.fromkeys(wrong, [])


def test_pages_to_ask_and_to_work_have_no_fault_that_axe_can_find(site):
    request = ask(hub_of())
    visitor, desk = site.visitor(), site.signed_in("eva")
    wrong = {}
    visitor.goto("/hulp-vragen/")
    wrong["ask"] = faults(visitor)
    visitor.fill("main [name=place]", "Heusden")
    send(visitor, SEND)
    wrong["ask again"] = faults(visitor)
    visitor.goto(f"/en/hulpvraag/{request.key}/")
    wrong["own page"] = faults(visitor)
    for name in ("toewijzen", "verwijzen", "samenvoegen", "sluiten"):
        desk.goto(f"/bureau/{request.pk}/{name}/")
        wrong[name] = faults(desk)
    desk.goto("/bureau/nieuw/")
    wrong["phone"] = faults(desk)

    assert wrong == dict.fromkeys(wrong, [])
