"""axe, sideways scrolling and the console on every public page, the gallery and every start page."""

import urllib.request
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from accounts import access
from tests.journeys.site import faults, sign_in

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
PREFIX = {"nl": "", "en": "/en"}
# Public, but only on the way through a form or in a demonstration; their own tests open them.
PASSING = {"demo_mail", "account_logout", "mfa_authenticate", "mfa_login_webauthn"}


def in_sitemap(address: str) -> dict[str, str]:
    """One Dutch path per page name: the one with the longest path, whose texts are likely the longest."""
    tree = ElementTree.fromstring(urllib.request.urlopen(f"{address}/sitemap.xml", timeout=30).read())
    found: dict[str, str] = {}
    for loc in tree.iter(LOC):
        path = urlsplit(loc.text).path
        if not path.startswith("/en/"):
            name = resolve(path).view_name
            found[name] = max(found.get(name, ""), path, key=len)
    return found


def without_parameters(patterns=None, prefix: str = "/") -> dict[str, str]:
    """Public addresses without parameters, by the name of their page."""
    found: dict[str, str] = {}
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            found |= without_parameters(pattern.url_patterns, path)
        elif "<" not in path and "(" not in path and access.declared(pattern.callback) == "public":
            try:
                found[resolve(path).view_name] = path
            except Resolver404:
                continue
    return {name: path for name, path in found.items() if name not in PASSING}


def public_paths(address: str) -> list[str]:
    return sorted({**without_parameters(), **in_sitemap(address)}.values())


def has_language(path: str) -> bool:
    """Files for machines have one address; pages have one in each language."""
    try:
        resolve("/en" + path)
    except Resolver404:
        return False
    return True


def look_at(page, path: str, wrong: dict[str, list[str]]) -> None:
    """Note what is wrong with the page at this path; files and redirects have nothing to look at."""
    response = page.request.get(path, max_redirects=0)
    if response.status >= 400:
        wrong[path] = [f"status {response.status}"]
    elif response.status == 200 and "text/html" in response.headers["content-type"]:
        page.goto(path)
        if found := faults(page):
            wrong[path] = found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_public_pages_have_no_fault_that_axe_can_find(site, language):
    page = site.visitor()
    wrong: dict[str, list[str]] = {}

    paths = public_paths(site.url)
    for path in paths:
        if has_language(path):
            look_at(page, PREFIX[language] + path, wrong)

    assert wrong == {}
    assert "/" in paths
    assert len(paths) > 15


@pytest.mark.parametrize("language", ["nl", "en"])
def test_errors_and_empty_lists_have_no_fault_that_axe_can_find(site, language):
    page = site.visitor()
    wrong = {}
    expected = {
        "/bestaat-niet/": 404,
        "/fieldlabs/?q=xyzxyz": 200,
        "/fieldlabs/?page=999": 404,
        "/programma/cijfers/?q=xyzxyz": 200,
        "/dashboard/?op=1999-01-01": 422,
        "/dashboard/?bekend=2018-01-01": 200,
        "/dashboard/verschil/": 302,
        "/gegevens/budget/": 200,
        "/gegevens/budget-lines/": 200,
        "/gegevens/budget.csv?validOn=1999-01-01": 400,
    }
    statuses = {}
    for path in expected:
        statuses[path] = page.request.get(PREFIX[language] + path, max_redirects=0).status
        page.goto(PREFIX[language] + path)
        if found := faults(page):
            wrong[path] = found

    assert wrong == {}
    assert statuses == expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_gallery_and_start_pages_have_no_fault_that_axe_can_find(site, language):
    from smartindustry.cast import CAST

    wrong = {}
    seen = set()
    for member in CAST:
        if member.role in seen:
            continue
        seen.add(member.role)
        page = site.visitor()
        sign_in(page, member.key)
        look_at(page, f"{PREFIX[language]}/start/", wrong)
        if member.key == "ans":
            look_at(page, f"{PREFIX[language]}/ui/", wrong)
        page.context.close()

    assert wrong == {}
