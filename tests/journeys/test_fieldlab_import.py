"""A hub brings in its own messy workbook, mends three rows, confirms, and brings it in once more."""

import pytest

from tests.fieldlabs import lists
from tests.journeys.site import faults, follow, send

MENDED = {14: ("city", "Rotterdam"), 27: ("started_on", "1 mei 2018"), 45: ("province_id", "Zuid-Holland")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring_in(page, *, javascript: bool) -> None:
    """From the staff list to the preview."""
    page.goto("/fieldlabs/beheer/")
    follow(page, "main a[href='/fieldlabs/import/']")
    follow(page, "main a[href='/fieldlabs/import/nieuw/']")
    page.set_input_files("[name=file]", {"name": "fieldlabs.xlsx", "mimeType": XLSX, "buffer": lists.messy()})
    send(page, "[name=send]")
    # What was recognised is folded away: there, but not in the way.
    assert page.locator("select[name=name] option:checked").text_content() == "1. Naam Fieldlab"
    assert not javascript or faults(page) == []
    send(page, "[name=check]")


@pytest.mark.parametrize("width", [1280, 320])
def test_hub_mends_three_rows_of_a_messy_sheet_and_writes_it(site, width):
    eva = site.signed_in("eva", width=width, javascript=width > 320)
    bring_in(eva, javascript=width > 320)
    if width > 320:
        assert "3 rijen vragen uw aandacht" in eva.locator("main").inner_text()
        assert faults(eva) == []
        for number, (name, value) in MENDED.items():
            follow(eva, f"main a[href$='/rijen/{number}/']")
            assert eva.locator(".utrecht-form-field-error-message, .utrecht-alert--error").count() >= 1
            assert faults(eva) == []
            eva.fill(f"[name={name}]", value)
            send(eva, "[name=mend]")
        assert "Alle rijen zijn leesbaar" in eva.locator("main").inner_text()
        send(eva, "[name=confirm]")
        assert "De lijst is geschreven" in eva.locator("main").inner_text()
        assert "Nieuw: 60." in eva.locator("main").inner_text()
        assert faults(eva) == []
        follow(eva, "main a[href='/fieldlabs/demo-fieldlab-3d-metaalprinten-1/']")
        assert eva.locator("h1").inner_text() == "Demo Fieldlab 3D-metaalprinten 1"
    else:
        send(eva, "[name=leave_faulty_out]")
        assert "Er is niets te schrijven" in eva.locator("main").inner_text()
        send(eva, "[name=stop]")
        assert "Er is niets geschreven" in eva.locator("main").inner_text()
