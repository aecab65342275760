"""A filter that a list does not have is said to be left out, on every list in the same way."""

import html

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/bijlagen/?stand=abc", "Wij kennen “abc” niet in het filter “Stand”."),
        ("/bijlagen/?overzicht=abc", "Wij kennen “abc” niet in het filter"),
        ("/bijlagen/?sort=abc", "Wij kennen “abc” niet in het filter “Volgorde”."),
        ("/toekenningen/?regio=abc", "Hier is geen filter “regio”."),
        ("/toekenningen/?stand=abc", "Wij kennen “abc” niet in het filter"),
        ("/en/toekenningen/?sort=abc", "We do not know “abc” in the filter “Order”."),
        ("/indicatoren/?kwartaal=abc", "Hier is geen filter “kwartaal”."),
        ("/indicatoren/?hub=abc", "Wij kennen “abc” niet in het filter"),
        ("/programma/cijfers/?bron=abc", "Wij kennen “abc” niet in het filter “Bron”."),
    ],
    ids=lambda one: one if one.startswith("/") else "",
)
def test_list_says_what_it_leaves_out(client_for, fenna, path, sentence):
    answer = client_for(fenna).get(path)
    assert answer.status_code == 200
    assert sentence in html.unescape(answer.content.decode())


@pytest.mark.parametrize("path", ["/bijlagen/?stand=openbaar&sort=-title&q=x&page=2", "/toekenningen/?sort=-amount"])
def test_list_says_nothing_of_what_it_has(client_for, fenna, path):
    assert "weggelaten" not in client_for(fenna).get(path).content.decode()
