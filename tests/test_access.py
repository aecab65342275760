"""Every address × every member of the cast, against one table.

What a view declares decides what is expected; the table below lists the declared access of every address,
so that nobody opens or closes a page without changing this file. Object-level rules have their own tests.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import access
from smartindustry.cast import CAST

MINISTRY = frozenset(
    {"ministry_reader", "ministry_preparer", "ministry_decider", "ministry_payer", "ministry_controller"}
)


def names(patterns=None, prefix=""):
    """Every address by its full name, with its view and its pattern's parameters."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern


ADDRESSES = dict(names())


def test_no_address_is_without_a_name():
    assert [name for name in ADDRESSES if name.endswith("None") and "sitemap" not in name] == []


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_access_is_as_agreed(name):
    declared = access.declared(ADDRESSES[name].callback)
    assert declared == AGREED.get(name.split(":")[0], AGREED.get(name)) or declared == AGREED.get(name)


@pytest.mark.django_db
@pytest.mark.parametrize("member", ["nobody", *[member.key for member in CAST]])
def test_every_page_opens_for_those_who_may_and_no_one_else(member, request, client_for):
    """GET of every address without parameters; a closed one answers 302 to the sign-in page, or 403."""
    user = None if member == "nobody" else request.getfixturevalue(member)
    client = client_for(user)
    wrong = []
    for name, pattern in ADDRESSES.items():
        path = path_of(name, pattern)
        if path is None:
            continue
        answer = client.get(path)
        allowed = access.may_open(answer.wsgi_request.user, access.declared(pattern.callback))
        closed = answer.status_code == 403 or (answer.status_code == 302 and "/account/" in answer["Location"])
        if answer.status_code >= 500 or (allowed and answer.status_code == 403) or (not allowed and not closed):
            wrong.append(f"{name}: {answer.status_code}, {'allowed' if allowed else 'not allowed'}")
    assert wrong == []
