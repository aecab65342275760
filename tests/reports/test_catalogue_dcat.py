"""The catalogue held against DCAT-AP-NL 3.0, by the names of its own SHACL shapes.

The shapes are published under http://modellen.geostandaarden.nl/dcat-ap-nl/id/shape/300/; what they ask of the classes
that the catalogue has stands here as a table, with what the value lists of the profile allow. All that DCAT-AP 3.0 asks
of these classes is in it too.
"""

import re

import pytest
from django.conf import settings

from reports import catalogue

NODE, TEXT = "node", "text"
EU = "http://publications.europa.eu/resource/authority"
# Per class: property, least, most (None: no bound), what a value is.
SHAPES = {
    "dcat:Catalog": (
        ("dct:title", 1, None, TEXT),
        ("dct:description", 1, None, TEXT),
        ("dct:publisher", 1, 1, NODE),
        ("dcat:contactPoint", 1, 1, NODE),  # CatalogShape_contactPoint_minCount, _maxCount, _nodeKind
        ("dcat:dataset", 1, None, NODE),  # CatalogShape_dataset_minCount
    ),
    "dcat:Dataset": (
        ("dct:title", 1, None, TEXT),
        ("dct:description", 1, None, TEXT),
        ("dct:accessRights", 1, 1, NODE),  # DatasetShape_accessRights_minCount
        ("dcat:contactPoint", 1, 1, NODE),  # DatasetShape_contactPoint_minCount, _maxCount
        ("dct:creator", 1, None, NODE),  # DatasetShape_creator_minCount
        ("dct:identifier", 1, 1, TEXT),  # DatasetShape_identifier_minCount, _maxCount
        ("dct:publisher", 1, 1, NODE),  # DatasetShape_publisher_minCount
        ("dcat:theme", 1, None, NODE),  # DatasetShape_theme_minCount
        ("dcat:version", 0, 1, TEXT),  # DatasetShape_version_maxCount
        ("dct:accrualPeriodicity", 0, 1, NODE),
        ("dcat:distribution", 1, None, NODE),
    ),
    "dcat:Distribution": (
        ("dcat:accessURL", 1, 1, NODE),  # DistributionShape_accessURL_maxCount
        ("dcat:downloadURL", 0, 1, NODE),  # DistributionShape_downloadURL_maxCount
        ("dct:license", 1, 1, NODE),  # DistributionShape_license_minCount
        ("dct:format", 0, 1, NODE),
        ("dcat:mediaType", 0, 1, NODE),
    ),
    "dcat:DataService": (
        ("dct:title", 1, None, TEXT),
        ("dct:description", 1, None, TEXT),  # DataServiceShape_description_minCount
        ("dct:accessRights", 1, 1, NODE),  # DataServiceShape_accessRights_minCount
        ("dcat:contactPoint", 1, 1, NODE),  # DataServiceShape_contactPoint_minCount, _maxCount
        ("dct:creator", 0, 1, NODE),  # DataServiceShape_creator_nodeKind, _maxCount
        ("dcat:endpointDescription", 1, 1, NODE),  # DataServiceShape_endpointDescription_minCount, _maxCount
        ("dcat:endpointURL", 1, 1, NODE),  # DataServiceShape_endpointURL_maxCount
        ("dct:identifier", 1, 1, TEXT),  # DataServiceShape_identifier_minCount, _maxCount, _nodeKind
        ("dct:license", 1, 1, NODE),  # DataServiceShape_license_minCount
        ("dct:publisher", 1, 1, NODE),  # DataServiceShape_publisher_minCount, _maxCount, _nodeKind
        ("dcat:theme", 1, None, NODE),  # DataServiceShape_theme_minCount, _nodeKind
        ("dcat:servesDataset", 0, None, NODE),
    ),
}
# "Waardelijsten" of the profile: where values of these properties are from.
LISTS = {
    "dcat:theme": f"{EU}/data-theme/[A-Z]{{4}}",
    "dct:accessRights": f"{EU}/access-right/(PUBLIC|RESTRICTED|NON_PUBLIC)",
    "dct:accrualPeriodicity": f"{EU}/frequency/[A-Z_]+",
    "dct:format": f"{EU}/file-type/[A-Z_]+",
    "dct:language": f"{EU}/language/[A-Z]{{3}}",
    "dcat:mediaType": r"https://www\.iana\.org/assignments/media-types/[a-z]+/[a-z.-]+",
}


def nodes() -> list[dict]:
    """Those of the catalogue with the distributions that lie in its datasets."""
    graph = catalogue.dcat()["@graph"]
    return [*graph, *(part for node in graph for part in node.get("dcat:distribution", ()))]


def values(node: dict, name: str) -> list:
    found = node.get(name, [])
    return found if isinstance(found, list) else [found]


def is_of(kind: str, value: object) -> bool:
    """A node has an address or parts; a text stands alone or with its language."""
    if kind == NODE:
        return isinstance(value, dict) and "@value" not in value and bool(value.keys() - {"@type"})
    return isinstance(value, str) or (isinstance(value, dict) and bool(value.get("@value")) and "@language" in value)


def faults(node: dict) -> list[str]:
    wrong = []
    for name, least, most, kind in SHAPES[node["@type"]]:
        found = values(node, name)
        if not least <= len(found) <= (len(found) if most is None else most):
            wrong.append(f"{node['@id']} {name}: {len(found)} values")
        wrong += [f"{node['@id']} {name}: {one} is no {kind}" for one in found if not is_of(kind, one)]
    for name, allowed in LISTS.items():
        others = [one["@id"] for one in values(node, name) if not re.fullmatch(allowed, one["@id"])]
        wrong += [f"{node['@id']} {name}: {one} is not of its list" for one in others]
    return wrong


def test_catalogue_fits_the_shapes_of_the_profile():
    assert {node["@type"] for node in nodes()} == SHAPES.keys()
    assert [fault for node in nodes() for fault in faults(node)] == []


def test_every_text_is_there_in_both_languages():
    for node in nodes():
        for name in ("dct:title", "dct:description"):
            found = [one["@language"] for one in values(node, name)]
            assert found in ([], ["nl", "en"])


def test_every_address_is_whole_and_every_prefix_is_declared():
    for node in nodes():
        assert node["@id"].startswith(settings.SITE_URL)
        assert {name.split(":")[0] for name in node if not name.startswith("@")} <= catalogue.CONTEXT.keys()
    identifiers = [node["@id"] for node in nodes()]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dct:publisher", None),
        ("dcat:contactPoint", [{"vcard:fn": "a"}, {"vcard:fn": "b"}]),
        ("dct:identifier", {"@id": "http://a"}),
        ("dcat:theme", {"@id": f"{EU}/data-theme/economy"}),
    ],
)
def test_check_finds_what_is_wrong(name, value):
    node = next(one for one in nodes() if one["@type"] == "dcat:Dataset")
    changed = {key: part for key, part in node.items() if key != name} | ({} if value is None else {name: value})
    assert len(faults(changed)) == 1
