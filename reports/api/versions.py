"""What the API's version is and what changed in each, for the header, the contract and the page about the API."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Version:
    """Semantic: a new first number breaks clients and comes under an address of its own."""

    number: str
    on: date
    changes_en: tuple[str, ...]
    changes_nl: tuple[str, ...]


VERSIONS = (
    Version(
        "1.2.0",
        date(2026, 11, 23),
        (
            "New collection: budget, with every measure by line and by hub, on any two days (validOn, knownOn).",
            "Before this portal is live: budget-lines holds what the letter states; its amounts from the books, and "
            "its column basis, went to budget.",
            "In awards planTitle (in the language of the plan) and lineNameNl and lineNameEn say what purposeNl and "
            "purposeEn mixed.",
            "Files refuse keys that they do not know.",
        ),
        (
            "Nieuwe verzameling: budget, met elke maat per post en per hub, op twee dagen naar keuze (validOn, "
            "knownOn).",
            "Voordat dit portaal live is: budget-lines bevat wat de brief zegt; de bedragen uit de boeken, en de kolom "
            "basis, staan nu bij budget.",
            "In awards zeggen planTitle (in de taal van het plan) en lineNameNl en lineNameEn wat purposeNl en "
            "purposeEn door elkaar haalden.",
            "Bestanden weigeren sleutels die zij niet kennen.",
        ),
    ),
    Version(
        "1.1.0",
        date(2026, 11, 23),
        (
            "New collections: promises, project-contributions and stated-contributions.",
            "Files have an ETag, so that nothing is sent when you have them already.",
        ),
        (
            "Nieuwe verzamelingen: promises, project-contributions en stated-contributions.",
            "Bestanden hebben een ETag, zodat er niets verstuurd wordt als u ze al hebt.",
        ),
    ),
    Version(
        "1.0.0",
        date(2026, 11, 22),
        ("First version: every collection to read, with filters, sorting and pages.",),
        ("Eerste versie: alle verzamelingen om te lezen, met filters, sortering en pagina's.",),
    ),
)
"""The newest first."""
NOW = VERSIONS[0].number
