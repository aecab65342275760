"""What a form hands to an action: the core fields of a Fieldlab, typed."""

from dataclasses import dataclass, fields

from fieldlabs.models import Fieldlab
from programme.models import Transformation
from regions.models import Province


@dataclass(frozen=True)
class Core:
    """The core fields that a hub registers. lat, lon: degrees WGS 84; unknown is "" or None."""

    name: str
    topic_nl: str
    topic_en: str
    description_nl: str = ""
    description_en: str = ""
    city: str = ""
    province: Province | None = None
    lat: float | None = None
    lon: float | None = None
    website: str = ""
    contact: str = ""
    transformations: tuple[Transformation, ...] = ()

    def write_to(self, fieldlab: Fieldlab) -> None:
        for one in fields(self):
            if one.name != "transformations":
                setattr(fieldlab, one.name, getattr(self, one.name))
