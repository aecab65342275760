"""What search engines are told, by kind of portal."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("demo", "address", "rule"),
    [
        (True, "https://demo.portal.example", "Disallow: /"),
        (True, "http://localhost:8000", "Disallow: /account/"),
        (False, "https://portal.example", "Disallow: /account/"),
    ],
)
def test_robots_stay_out_of_a_demonstration_that_they_can_reach(client, settings, demo, address, rule):
    settings.DEMO, settings.SITE_URL = demo, address

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[:2] == ["User-agent: *", rule]
    assert f"Sitemap: {address}/sitemap.xml" in lines
