"""What a first visit weighs over the wire: gunicorn, collected static files, compression as in production."""

import os
import subprocess
import sys

import pytest

from tests import database
from tests.journeys import server
from tests.journeys.site import WIDE

FIRST_LOAD = 100_000
STATIC = database.HOME / "collected"


@pytest.fixture(scope="module")
def collected(django_db_setup, django_db_blocker):
    """The portal with its static files collected and compressed."""
    with server.own_database(django_db_blocker) as name:
        mode = {"PORTAL_MODE": "demo", "STATIC_ROOT": str(STATIC)}
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(command, cwd=database.ROOT, check=True, env={**os.environ, **mode})
        with server.serve(name, **mode) as url:
            yield url


def weight(browser, address: str) -> dict[str, int]:
    """Bytes on the wire per address of a first visit, headers included."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    address_of, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: address_of.update({event["requestId"]: event["response"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({address_of.get(event["requestId"], "?"): int(event["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    return sizes


@pytest.mark.parametrize("path", ["/", "/fieldlabs/", "/fieldlabs/duurzaamheidsfabriek/", "/programma/cijfers/"])
def test_first_load_weighs_less_than_100_kilobytes(browser, collected, path):
    sizes = weight(browser, collected + path)

    assert sum(sizes.values()) < FIRST_LOAD, sizes
    assert {address.split("/")[2] for address in sizes} == {collected.split("/")[2]}
    assert len(sizes) >= 4


def test_styles_are_compressed_and_may_be_kept_for_ever(browser, collected):
    context = browser.new_context()
    page = context.new_page()
    page.goto(collected + "/")
    links = page.locator("link[rel=stylesheet]").evaluate_all("all => all.map(link => link.href)")
    styles = [page.request.get(link, headers={"Accept-Encoding": "br, gzip"}) for link in links]

    assert styles
    assert {one.headers["content-encoding"] for one in styles} == {"br"}
    assert [one.headers["cache-control"] for one in styles if "immutable" not in one.headers["cache-control"]] == []
    context.close()
