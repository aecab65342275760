"""What an entry in the books rests on, as whoever asks for it states it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Basis:
    """What an entry rests on. `key`: the sender's own for this request, so that a second click changes nothing.

    `reference`: the number in the ministry's financial administration, for commitments and payments.
    `attached`: digest of the document that comes with it (`files.digest_of`): the same key with other bytes is refused.
    `demo`: a demonstration invented it. What touches an award or pledge of a demonstration's scheme is one anyway.
    """

    key: str
    valid_on: date
    document: str
    document_date: date
    reason: str
    reference: str = ""
    attached: str = ""
    demo: bool = False

    @property
    def paper(self) -> dict[str, object]:
        return {"document": self.document, "document_date": self.document_date}

    @property
    def said(self) -> dict[str, object]:
        """All of it, for the digest of a request; without the mark where there is none, as it was before there were."""
        return {name: value for name, value in vars(self).items() if name != "demo" or value}
