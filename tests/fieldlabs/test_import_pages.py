"""The pages on which a list comes in."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fieldlabs.models import Fieldlab, ImportRun
from regions.models import Region
from tests.fieldlabs import lists

pytestmark = pytest.mark.django_db
GOOD = lists.table(
    "Demo Lasrobotlab;Lasrobots;Delft", "Demo Printlab;3D-printen;Leiden", "Demo Draaiplek;Draaien;Delft"
)
BAD = lists.table("Demo Lasrobotlab;Lasrobots;Delft", "Demo Printlab;3D-printen;Nergenshuizen")


def url(name, run=None, *more) -> str:
    return reverse(f"fieldlabs:{name}", args=[run.pk, *more] if run else [])


def test_list_goes_from_file_to_register_by_the_pages(eva, client_for, django_capture_on_commit_callbacks):
    client = client_for(eva)
    sent = {"key": uuid4(), "file": SimpleUploadedFile("lijst.csv", BAD)}
    answer = client.post(url("import_start"), sent)
    run = ImportRun.objects.get()
    assert answer.url == url("import_map", run)
    page = client.get(answer.url)
    assert page.context["matched"] == 3
    form = {name: field.initial for name, field in page.context["form"].fields.items()}
    answer = client.post(url("import_map", run), form)
    assert answer.url == url("import_preview", run)
    assert "wordt gecontroleerd" in client.get(answer.url).content.decode()
    run = lists.worked(run)
    page = client.get(url("import_preview", run))
    assert [line["outcome"] for line in page.context["rows"]] == ["Aan te passen", "Nieuw"]
    assert "We kennen geen plaats “Nergenshuizen”" in page.content.decode()
    page = client.get(url("import_row", run, 3))
    assert page.status_code == 200
    again = client.post(
        url("import_row", run, 3), {"mend": "1", "name": "Demo Printlab", "topic_nl": "x", "city": "Nix"}
    )
    assert again.status_code == 422
    cells = {"mend": "1", "name": "Demo Printlab", "topic_nl": "3D-printen", "city": "Leiden"}
    assert client.post(url("import_row", run, 3), cells).url == url("import_preview", run)
    before = Fieldlab.objects.count()
    client.post(url("import_confirm", run), {"create": "2", "change": "0", "confirm": "1"})
    assert Fieldlab.objects.count() == before
    run = lists.worked(run)
    report = client.get(url("import_preview", run), follow=True)
    assert report.redirect_chain == [(url("import_report", run), 302)]
    assert (Fieldlab.objects.count(), report.context["numbers"]["create"]) == (before + 2, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_takes_the_same_statements_for_more_rows(eva, client_for, django_assert_num_queries, rows):
    run = lists.checked(eva, b"\r\n".join(GOOD.split(b"\r\n")[: rows + 1]))
    client = client_for(eva)
    with django_assert_num_queries(5):
        assert len(client.get(url("import_preview", run)).context["rows"]) == rows


def test_another_hub_knows_of_nothing(eva, noor, gijs, client_for):
    run = lists.checked(eva, GOOD)
    stranger, auditor = client_for(noor), client_for(gijs)
    pages = [url(name, run) for name in ("import_preview", "import_map", "import_report")] + [url("import_row", run, 2)]
    assert {stranger.get(page).status_code for page in pages} == {404}
    assert stranger.post(url("import_confirm", run), {"confirm": "1"}).status_code == 404
    assert stranger.post(url("import_row", run, 2), {"leave_out": "1"}).status_code == 404
    assert stranger.get(url("import_list")).context["rows"] == []
    assert auditor.get(url("import_preview", run)).status_code == 200
    assert auditor.get(url("import_report", run)).status_code == 302
    for page in (url("import_map", run), url("import_row", run, 2), url("import_start")):
        assert auditor.get(page).status_code == 403
    assert auditor.post(url("import_confirm", run), {"confirm": "1"}).status_code == 403
    sent = {"key": uuid4(), "region": "zuid-holland", "file": SimpleUploadedFile("lijst.csv", GOOD)}
    assert stranger.post(url("import_start"), sent).status_code == 422
    assert run.rows.filter(outcome="create").count() == 3
    assert client_for(eva).get(url("import_row", run, 99)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lijst.csv", b"", "Dit bestand is leeg."),
        ("lijst.csv", b"naam;thema\r\n", "Er staan geen rijen onder de koppen"),
        ("lijst.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "wachtwoord"),
        ("lijst.exe", b"MZ\x90\x00", "Dit soort bestand"),
        ("breed.csv", (";".join(["k"] * 201) + "\r\nx\r\n").encode(), "201 kolommen"),
    ],
)
def test_file_that_cannot_be_taken_is_told_why(eva, client_for, name, content, said):
    answer = client_for(eva).post(url("import_start"), {"key": uuid4(), "file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, said in answer.content.decode(), ImportRun.objects.count()) == (422, True, 0)


def test_same_sending_twice_is_one_import(eva, client_for):
    key, client = uuid4(), client_for(eva)
    for _time in range(2):
        client.post(url("import_start"), {"key": key, "file": SimpleUploadedFile("lijst.csv", GOOD)})
    assert ImportRun.objects.count() == 1


def test_columns_that_go_nowhere_are_named(eva, client_for):
    run = lists.sent(eva, "Naam;Begroting;Opmerkingen\nDemo Lab;€ 1.250.000,00;kort\n".encode())
    page = client_for(eva).get(url("import_map", run)).content.decode()
    assert "Deze kolommen gaan niet mee, tenzij u ze hieronder kiest: Begroting, Opmerkingen." in page


def test_column_chosen_twice_or_no_name_is_told(eva, client_for):
    run, client = lists.sent(eva, GOOD), client_for(eva)
    twice = client.post(url("import_map", run), {"name": "0", "topic_nl": "0"})
    none = client.post(url("import_map", run), {"topic_nl": "1"})
    assert (twice.status_code, none.status_code) == (422, 422)
    assert "al gekozen voor" in twice.content.decode()
    assert "welke kolom de naam" in none.content.decode()


def test_stopped_import_forgets_what_it_read(eva, client_for):
    run, client = lists.checked(eva, GOOD), client_for(eva)
    client.post(url("import_confirm", run), {"stop": "1"})
    run.refresh_from_db()
    assert (run.state, run.content, run.rows.count()) == ("cancelled", None, 0)
    assert "Er is niets geschreven." in client.get(url("import_preview", run)).content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_empty_list_comes_in_ready_matched(eva, client_for, kind):
    content = client_for(eva).get(url(f"import_template_{kind}")).content
    if kind == "csv":
        content += "\r\n;Demo Lab;Lassen".replace(";", ",").encode()
    else:
        from openpyxl import load_workbook

        book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
        book["Fieldlabs"].append([None, "Demo Lab", "Lassen"])
        book.save(out)
        content = out.getvalue()
    run = lists.sent(eva, content, name=f"leeg.{kind}")
    assert run.mapping == {name: number for number, name in enumerate(run.mapping)}
    assert (len(run.mapping), run.sheet) == (30, "Fieldlabs" if kind == "xlsx" else "")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_export_comes_in_unchanged(eva, client_for, kind, language):
    lists.written(eva, lists.messy_good(), name="lijst.xlsx")
    lab = Fieldlab.objects.filter(region__slug="zuid-holland").first()
    Fieldlab.objects.filter(pk=lab.pk).update(
        description_nl="=1+1\nen @meer", access_nl="- een\n- twee", technologies=["a, b"], contact="'s ochtends"
    )
    content = client_for(eva).get(f"{language}/fieldlabs/export.{kind}").content
    before = list(Fieldlab.objects.order_by("pk").values("pk", "version", "description_nl", "lat", "technologies"))
    run = lists.checked(eva, content, name=f"fieldlabs.{kind}")
    own = Fieldlab.objects.filter(region=Region.objects.get(slug="zuid-holland"), closed_on=None).count()
    faults = [(row.values.get("name"), row.problems, row.changes) for row in run.rows.exclude(outcome="same")]
    assert (faults, run.counts["same"]) == ([], own)
    assert (
        list(Fieldlab.objects.order_by("pk").values("pk", "version", "description_nl", "lat", "technologies")) == before
    )


def test_export_has_the_own_region_and_the_filter(eva, noor, client_for):
    def lines(user, query=""):
        return client_for(user).get(f"/fieldlabs/export.csv{query}").content.decode().count("\r\n") - 1

    assert lines(eva) == Fieldlab.objects.filter(region__slug="zuid-holland").count()
    assert lines(noor) == Fieldlab.objects.filter(region__slug="noord-nederland").count()
    assert lines(eva, "?stand=bevestigen") == 2
