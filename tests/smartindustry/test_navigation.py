"""The menu: for each role few clear entries."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def menu(client) -> list[str]:
    page = client.get(reverse("accessibility"))
    return [item["label"] for item in page.context["site"]["navigation"]()]


PUBLIC = ["Zelfscan", "Fieldlabs", "Hubs", "Steun", "Programma", "Cijfers"]


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("anna", []),
        ("noor", ["Geld", "Hulpvragen"]),
        ("mirjam", ["Geld"]),
        ("hilde", ["Geld", "Dashboard"]),
        ("gijs", ["Geld", "Dashboard", "Hulpvragen"]),
        ("karim", ["Cofinanciering", "Hulpvragen"]),
    ],
)
def test_money_has_one_entry(request, client_for, who, more):
    assert menu(client_for(request.getfixturevalue(who))) == PUBLIC + more
