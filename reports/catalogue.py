"""What open data there is, for programs: DCAT-AP-NL 3.0 as JSON-LD, and a Frictionless data package."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from reports.api import versions
from reports.datasets import DATASETS
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    LIST,
    MOMENT,
    POSITION,
    TEXT,
    URL,
    Column,
    Dataset,
)  # fmt: skip

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
PUBLISHER = "http://standaarden.overheid.nl/owms/terms/Ministerie_van_Economische_Zaken_en_Klimaat"
EU = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILE_TYPES = {"csv": "CSV", "jsonl": "JSON", "xlsx": "XLSX"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
FRICTIONLESS = {
    TEXT: {"type": "string"},
    CODE: {"type": "string"},
    URL: {"type": "string"},
    LIST: {"type": "string"},
    INTEGER: {"type": "integer"},
    DECIMAL: {"type": "number"},
    POSITION: {"type": "number"},
    BOOLEAN: {"type": "boolean"},
    DATE: {"type": "date"},
    MOMENT: {"type": "datetime"},
}
Node = dict[str, object]


def _address(name: str, /, **parts: str) -> str:
    """Of programs there is one address, that without a language."""
    with override("nl"):
        return settings.SITE_URL + reverse(name, kwargs=parts)


def page_of(dataset: Dataset) -> str:
    return _address("reports:dataset_detail", name=dataset.name)


def file_of(dataset: Dataset, suffix: str) -> str:
    return _address("reports:dataset_file", name=dataset.name, suffix=suffix)


# --- DCAT -------------------------------------------------------------------------------------------------------------


def dcat() -> Node:
    """The catalogue with its datasets and the API as a data service."""
    site = _address("reports:dataset_list")
    catalogue = {
        "@id": f"{site}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _both("Smart Industry open data", "Open data van Smart Industry"),
        "dct:description": _both(
            "What the portal of the Dutch Smart Industry programme publishes.",
            "Wat het portaal van het programma Smart Industry openbaar maakt.",
        ),
        "foaf:homepage": _ref(site),
        "dcat:dataset": [_ref(_id(one)) for one in DATASETS],
        "dcat:service": [_ref(f"{site}#api")],
        **_who(),
    }
    return {"@context": CONTEXT, "@graph": [catalogue, _service(f"{site}#api"), *map(_dataset, DATASETS)]}


def _id(dataset: Dataset) -> str:
    return f"{page_of(dataset)}#dataset"


def _ref(address: str) -> Node:
    return {"@id": address}


def _both(english: str, dutch: str) -> list[Node]:
    return [{"@value": dutch, "@language": "nl"}, {"@value": english, "@language": "en"}]


def _who() -> Node:
    """Who publishes and answers questions, and under which terms."""
    contact = {
        "@type": "vcard:Organization",
        "vcard:fn": "Smart Industry",
        "vcard:hasEmail": _ref(f"mailto:{settings.CONTACT_EMAIL}"),
    }
    agent = {"@id": PUBLISHER, "@type": "foaf:Agent", "foaf:name": "Ministerie van Economische Zaken en Klimaat"}
    return {"dct:publisher": agent, "dcat:contactPoint": contact, "dct:license": _ref(LICENCE)}


def _dataset(dataset: Dataset) -> Node:
    return {
        "@id": _id(dataset),
        "@type": "dcat:Dataset",
        "dct:identifier": _id(dataset),
        "dct:title": _both(dataset.title_en, dataset.title_nl),
        "dct:description": _both(dataset.about_en, dataset.about_nl),
        "dct:creator": _ref(PUBLISHER),
        "dcat:theme": _ref(f"{EU}/data-theme/{dataset.theme}"),
        "dct:accessRights": _ref(f"{EU}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _ref(f"{EU}/frequency/CONT"),
        "dct:language": [_ref(f"{EU}/language/NLD"), _ref(f"{EU}/language/ENG")],
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _both(dataset.source_en, dataset.source_nl),
        },
        "dcat:keyword": list(dataset.keywords),
        "dcat:landingPage": _ref(page_of(dataset)),
        "dcat:distribution": [_distribution(dataset, suffix) for suffix in MEDIA_TYPES],
        **_who(),
    }  # fmt: skip


def _distribution(dataset: Dataset, suffix: str) -> Node:
    address = file_of(dataset, suffix)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _both(f"{dataset.title_en} ({suffix})", f"{dataset.title_nl} ({suffix})"),
        "dcat:accessURL": _ref(address),
        "dcat:downloadURL": _ref(address),
        "dct:format": _ref(f"{EU}/file-type/{FILE_TYPES[suffix]}"),
        "dcat:mediaType": _ref(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[suffix]}"),
        "dct:license": _ref(LICENCE),
    }


def _service(address: str) -> Node:
    return {
        "@id": address,
        "@type": "dcat:DataService",
        "dct:identifier": address,
        "dct:title": _both("Smart Industry API", "API van Smart Industry"),
        "dct:description": _both("All datasets to filter, sort and page.", "Alle datasets om te filteren en sorteren."),
        "dcat:endpointURL": _ref(_address("api:root")),
        "dcat:endpointDescription": _ref(_address("api:openapi")),
        "dcat:servesDataset": [_ref(_id(one)) for one in DATASETS],
        "dcat:theme": _ref(f"{EU}/data-theme/ECON"),
        "dct:accessRights": _ref(f"{EU}/access-right/PUBLIC"),
        "owl:versionInfo": versions.NOW,
        **_who(),
    }


# --- Frictionless -----------------------------------------------------------------------------------------------------


def datapackage() -> Node:
    """One table for each dataset, as CSV, with a schema."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "smart-industry",
        "title": "Smart Industry open data",
        "homepage": _address("reports:dataset_list"),
        "version": versions.NOW,
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE_NAME, "path": LICENCE}],
        "contributors": [{"title": "Smart Industry", "email": settings.CONTACT_EMAIL, "roles": ["publisher"]}],
        "resources": [_resource(one) for one in DATASETS],
    }


def _resource(dataset: Dataset) -> Node:
    return {
        "name": dataset.name,
        "type": "table",
        "title": dataset.title_en,
        "description": dataset.about_en,
        "path": file_of(dataset, "csv"),
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "sources": [{"title": dataset.source_en}],
        "schema": table_schema(dataset),
    }


def table_schema(dataset: Dataset) -> Node:
    fields = [_field(one, is_key=one is dataset.key) for one in dataset.columns]
    return {"fields": fields, "primaryKey": [dataset.key.name], "missingValues": [""]}


def _field(column: Column, *, is_key: bool) -> Node:
    constraints: dict[str, object] = {"required": True, "unique": True} if is_key else {}
    if column.type in (INTEGER, DECIMAL, POSITION, BOOLEAN, DATE, MOMENT) and not column.nullable:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = [value for value, _label in column.choices]
    text = f"{column.meaning_en} ({column.unit})" if column.unit else column.meaning_en
    found = {"name": column.name, **FRICTIONLESS[column.type], "title": column.meaning_nl, "description": text}
    return found | ({"constraints": constraints} if constraints else {})
