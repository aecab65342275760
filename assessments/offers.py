"""What a result offers: one shape for Fieldlabs, trainings and support."""

from dataclasses import dataclass

FIELDLAB, TRAINING, INSTRUMENT = "fieldlab", "training", "instrument"


@dataclass(frozen=True)
class Offer:
    """Something real: `text` says what it is, `why` why it is shown, `standing` if it is open or when it starts."""

    kind: str
    name: str
    url: str
    text: str
    why: str
    standing: str = ""
