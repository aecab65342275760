"""What a form hands to the actions on trainings and Skillslabs, typed."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from fieldlabs.models import Fieldlab, Skillslab, TrainingOffer
from programme.models import Transformation


@dataclass(frozen=True)
class TrainingContent:
    """`hours` and `price` None: unknown; price 0: free. Euros without VAT."""

    title_nl: str
    text_nl: str
    audience_nl: str
    level: str
    provider: str
    title_en: str = ""
    text_en: str = ""
    audience_en: str = ""
    fieldlab: Fieldlab | None = None
    hours: Decimal | None = None
    price: Decimal | None = None
    language: str = TrainingOffer.Language.DUTCH
    url: str = ""
    skills: tuple[str, ...] = ()
    transformations: tuple[Transformation, ...] = ()

    def write_to(self, training: TrainingOffer) -> None:
        for one in fields(self):
            if one.name not in ("skills", "transformations"):
                setattr(training, one.name, getattr(self, one.name))
        training.skills = list(self.skills)


@dataclass(frozen=True)
class SkillslabContent:
    name: str
    text_nl: str = ""
    text_en: str = ""
    website: str = ""
    opened_on: date | None = None

    def write_to(self, skillslab: Skillslab) -> None:
        for one in fields(self):
            setattr(skillslab, one.name, getattr(self, one.name))
