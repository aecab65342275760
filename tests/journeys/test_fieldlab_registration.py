"""A hub registers a Fieldlab, the steering group recognises it, everybody finds it."""

import pytest

from tests.journeys.site import faults, follow, send

SUBMIT = "main form button[type=submit].utrecht-button--primary-action, main form input[type=submit]"


def register(page, name: str, city: str) -> str:
    """Fill in the core fields; returns the path of the new Fieldlab's page."""
    page.goto("/start/")
    follow(page, "main a[href='/fieldlabs/nieuw/'], main a[href='/fieldlabs/beheer/']")
    if page.url.endswith("/beheer/"):
        follow(page, "main a[href='/fieldlabs/nieuw/']")
    page.fill("[name=name]", name)
    page.fill("[name=topic_nl]", "Lassen met kleine robots")
    page.fill("[name=topic_en]", "Welding with small robots")
    page.fill("[name=description_nl]", "Probeer een lasrobot op uw eigen product.")
    page.fill("[name=description_en]", "Try a welding robot on your own product.")
    page.fill("[name=city]", city)
    page.locator("[name=transformations]").first.check(force=True)
    send(page, SUBMIT)
    assert page.url.endswith("/bewerken/")
    return "/" + page.url.split("/", 3)[3].removesuffix("bewerken/")


# Section → field → what is typed: all that is missing for the steering group.
MISSING = {
    "aanbod": {"audience_nl": "Metaalbedrijven met kleine series.", "audience_en": "Metal companies, small series."},
    "erkenning": {
        "goal": "Twintig bedrijven per jaar lassen met een robot.",
        "plan": "Jaar één: inrichten. Jaar twee en drie: bedrijven ontvangen.",
        "plan_starts_on": "2027-01-01",
        "plan_ends_on": "2029-12-31",
    },
    "contact": {"website": "https://lasrobots.example/"},
}


def complete(page, path: str) -> None:
    """Fill in what a new Fieldlab lacks, section by section, and its leading partner."""
    for section, fields in MISSING.items():
        page.goto(f"{path}bewerken/{section}/")
        for name, value in fields.items():
            page.fill(f"main [name={name}]", value)
        send(page, SUBMIT)
    page.goto(f"{path}bewerken/partners/nieuw/")
    page.fill("main [name=name]", "Demo Lasinstituut")
    for name, value in {"kind": "research", "role": "lead"}.items():
        choose(page, name, value)
    send(page, SUBMIT)


def choose(page, name: str, value: str) -> None:
    """In a list or among radio buttons, as the page has it."""
    if page.locator(f"main select[name={name}]").count():
        page.select_option(f"main select[name={name}]", value)
    else:
        page.locator(f"main [name={name}][value={value}]").check(force=True)


@pytest.mark.parametrize(
    ("javascript", "name", "city"), [(True, "Proeftuin Draadlassen", "Gouda"), (False, "Robothal Rijnmond", "Schiedam")]
)
def test_fieldlab_goes_from_registration_to_the_public_list(site, javascript, name, city):
    eva = site.signed_in("eva", javascript=javascript)
    path = register(eva, name, city)
    stranger = site.visitor(javascript=javascript)
    assert stranger.goto(path).status == 404
    assert not javascript or faults(eva) == []

    complete(eva, path)
    eva.goto(path)
    follow(eva, "main a[href$='/indienen/']")
    eva.fill("[name=reason]", "Drie bedrijven en een school doen mee; het plan is klaar.")
    send(eva, SUBMIT)
    assert stranger.goto(path).status == 404

    stijn = site.signed_in("stijn", javascript=javascript)
    follow(stijn, "main a[href='/fieldlabs/erkenning/']")
    follow(stijn, f"main a[href*='{path.strip('/').split('/')[-1]}']")
    if not stijn.url.endswith("/besluit/"):
        follow(stijn, "main a[href$='/besluit/']")
    stijn.locator("[name=decision][value=recognise]").check(force=True)
    stijn.fill("[name=reason]", "Het plan is goed onderbouwd.")
    send(stijn, SUBMIT)
    send(stijn, SUBMIT)

    for prefix, topic in (("", "Lassen met kleine robots"), ("/en", "Welding with small robots")):
        assert stranger.goto(prefix + path).status == 200
        assert topic in stranger.locator("main").inner_text()
        stranger.goto(f"{prefix}/fieldlabs/?q={name.replace(' ', '+')}")
        assert stranger.locator(f"main a[href='{prefix + path}']").count() >= 1

    eva.goto(f"{path}geschiedenis/")
    history = eva.locator("main").inner_text()
    assert [who in history for who in ("Eva Smit", "Stijn Mulder")] == [True, True]
    assert "Het plan is goed onderbouwd." in history
    assert "Stijn Mulder" not in stranger.locator("main").inner_text()


def test_registration_keeps_what_was_typed_when_something_is_missing(site):
    page = site.signed_in("eva")
    page.goto("/fieldlabs/nieuw/")
    page.fill("[name=topic_nl]", "Een onderwerp dat niet verloren gaat")

    response = send(page, SUBMIT)

    assert response.status == 422
    assert page.input_value("[name=topic_nl]") == "Een onderwerp dat niet verloren gaat"
    assert page.locator("[aria-invalid=true]").count() >= 1
    assert faults(page) == []


def test_registration_is_closed_to_others(site):
    statuses = {key: site.signed_in(key).goto("/fieldlabs/nieuw/").status for key in ("anna", "stijn", "gijs")}

    assert statuses == {"anna": 403, "stijn": 403, "gijs": 403}
