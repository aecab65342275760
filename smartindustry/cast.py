"""The cast: one person per role, for demonstrations and tests."""

from dataclasses import dataclass

from accounts.models import Organisation, Role

PASSWORD = "slimme-fabriek-2018"  # noqa: S105 -- printed at every demo start, refused in production
Kind = Organisation.Kind


@dataclass(frozen=True)
class Member:
    """A person of the cast. `region` is the slug of the region that the organisation serves, or None."""

    key: str
    name: str
    role: str
    organisation: str
    kind: str
    region: str | None = None
    kvk_number: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.smartindustry.example"


CAST = [
    Member(
        "anna", "Anna de Vries", Role.COMPANY, "Demo Metaalbewerking De Vries", Kind.COMPANY, "zuid-holland", "90000001"
    ),
    Member(
        "bram", "Bram Bakker", Role.COMPANY, "Demo Metaalbewerking De Vries", Kind.COMPANY, "zuid-holland", "90000001"
    ),
    Member(
        "chris", "Chris Jansen", Role.COMPANY, "Demo Machinebouw Jansen", Kind.COMPANY, "oost-nederland", "90000002"
    ),
    Member("daan", "Daan Visser", Role.FIELDLAB_CONTACT, "Demo Stichting Fieldlab", Kind.FIELDLAB, "zuid-holland"),
    Member("eva", "Eva Smit", Role.HUB_EDITOR, "Demo Hub Zuid-Holland", Kind.HUB, "zuid-holland"),
    Member("noor", "Noor Dijkstra", Role.HUB_COORDINATOR, "Demo Hub Noord", Kind.HUB, "noord-nederland"),
    Member("stijn", "Stijn Mulder", Role.STEERING, "Demo Stuurgroep Smart Industry", Kind.STEERING),
    Member("fenna", "Fenna Peters", Role.MINISTRY_PREPARER, "Demo Ministerie", Kind.MINISTRY),
    Member("femke", "Femke Hendriks", Role.MINISTRY_DECIDER, "Demo Ministerie", Kind.MINISTRY),
    Member("sanne", "Sanne Postma", Role.MINISTRY_DECIDER, "Demo Ministerie", Kind.MINISTRY),
    Member("hilde", "Hilde van Dam", Role.MINISTRY_PAYER, "Demo Ministerie", Kind.MINISTRY),
    Member("wim", "Wim de Boer", Role.MINISTRY_CONTROLLER, "Demo Ministerie", Kind.MINISTRY),
    Member("gijs", "Gijs Kok", Role.AUDITOR, "Demo Rekenkamer", Kind.AUDITOR),
    Member("karim", "Karim Haddad", Role.ADVISER, "Demo Expertisecentrum", Kind.EXPERTISE),
    Member("mirjam", "Mirjam Vos", Role.COFUNDER, "Demo Metropoolregio", Kind.COFUNDER, "zuid-holland"),
    Member("joost", "Joost Hoekstra", Role.COFUNDER, "Demo Provincie Groningen", Kind.COFUNDER, "noord-nederland"),
    Member("ans", "Ans Meijer", Role.ADMINISTRATOR, "Demo Portaalbeheer", Kind.PORTAL),
]
