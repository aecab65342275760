"""What an entry in the books rests on, as whoever asks for it states it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Basis:
    """What an entry rests on. `key`: the sender's own for this request, so that a second click changes nothing.

    `reference`: the number in the ministry's financial administration, for commitments and payments.
    `attached`: digest of the document that comes with it (`files.digest_of`): the same key with other bytes is refused.
    """

    key: str
    valid_on: date
    document: str
    document_date: date
    reason: str
    reference: str = ""
    attached: str = ""

    @property
    def paper(self) -> dict[str, object]:
        return {"document": self.document, "document_date": self.document_date}
