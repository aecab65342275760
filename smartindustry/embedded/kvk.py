"""A register that speaks as the API of the Chamber of Commerce does, with the numbers that it publishes for tests.

For demonstrations and tests, on loopback only. Shapes, header and answers as on https://developers.kvk.nl: 401 without
the key, 404 with IPD5200 or IPD0005 for what is unknown, 429 beyond `most` questions, 500 for the numbers that the
register keeps for faults. Names and numbers of staff are invented.
"""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "demo-only-key"
# Number → (name, legal form, place, people who work there). The numbers and legal forms are the register's own.
KNOWN: dict[str, tuple[str, str, str, int]] = {
    "69599084": ("Demo Eenmanszaak Draaiwerk", "Eenmanszaak", "Delft", 1),
    "68727720": ("Demo Elektronica NV", "NaamlozeVennootschap", "Eindhoven", 900),
    "90004760": ("Demo Staalgroep NV", "NaamlozeVennootschap", "Velsen", 1200),
    "68750110": ("Demo Lastechniek BV", "BeslotenVennootschap", "Rotterdam", 35),
    "90001354": ("Demo Besturingen BV", "BeslotenVennootschap", "Schiedam", 120),
    "69599068": ("Demo Stichting Onderzoek Maakindustrie", "Stichting", "Delft", 60),
    "90000102": ("Demo Stichting Vakopleiding", "Stichting", "Dordrecht", 240),
    "90006623": ("Demo Stichting Proeffabriek", "Stichting", "Leiden", 8),
    "69599076": ("Demo Gereedschap VOF", "VennootschapOnderFirma", "Gouda", 4),
    "90005414": ("Demo Montage VOF", "VennootschapOnderFirma", "Zoetermeer", 9),
    "55344526": ("Demo Coöperatie Slim Maken", "Cooperatie", "Den Haag", 15),
}
FAULTS = ("90004973", "90002903")


@dataclass
class Register:
    """A running server: `url` is what KVK_API_URL becomes."""

    server: ThreadingHTTPServer
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/api"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def start(*, key: str = KEY, most: int | None = None) -> Register:
    """Start on a free port. `most`: after so many questions it answers 429."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    register = Register(server)
    server.key, server.most, server.register = key, most, register
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return register


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked = self.server.register.asked
        asked.append(self.path)
        if self.headers.get("apikey") != self.server.key:
            self._say(401, {"fault": {"faultstring": "Invalid ApiKey"}})
        elif self.server.most is not None and len(asked) > self.server.most:
            self._say(429, {"fault": {"faultstring": "Rate limit exceeded"}})
        else:
            self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/api/v2/zoeken":
            self._search({name: values[0] for name, values in parse_qs(parts.query).items()})
        elif parts.path.startswith("/api/v1/basisprofielen/"):
            self._profile(parts.path.rsplit("/", 1)[1])
        else:
            self._say(404, {"fault": {"faultstring": "No such resource"}})

    def _search(self, asked: dict[str, str]) -> None:
        wanted, number = asked.get("naam", "").casefold(), asked.get("kvkNummer", "")
        found = [
            one for one in KNOWN if (not wanted or wanted in KNOWN[one][0].casefold()) and (not number or one == number)
        ]
        if not found or not (wanted or number):
            self._fault(404, "IPD5200", "Er zijn geen gegevens gevonden die voldoen aan de opgegeven zoekparameters.")
            return
        most = int(asked.get("resultatenPerPagina", "10"))
        results = [self._hit(one) for one in found[:most]]
        self._say(
            200,
            {
                "pagina": 1,
                "resultatenPerPagina": most,
                "totaal": len(results),
                "resultaten": results[:most],
                "links": [],
            },
        )

    def _hit(self, number: str) -> dict[str, object]:
        name, _form, place, _staff = KNOWN[number]
        return {
            "kvkNummer": number,
            "naam": name,
            "adres": {"binnenlandsAdres": {"type": "bezoekadres", "straatnaam": "Demostraat", "plaats": place}},
            "type": "hoofdvestiging",
            "actief": "Ja",
            "links": [{"rel": "basisprofiel", "href": f"{self.server.register.url}/v1/basisprofielen/{number}"}],
        }

    def _profile(self, number: str) -> None:
        if number in FAULTS:
            self._fault(500, "IPD9999", "Er heeft zich een algemene technische fout voorgedaan.")
        elif not (number.isdigit() and len(number) == 8):
            self._fault(400, "IPD0004", f"Het KVK-nummer {number} is niet valide.")
        elif number not in KNOWN:
            self._fault(404, "IPD0005", f"Het KVK-nummer {number} is niet geregistreerd.")
        else:
            name, form, place, staff = KNOWN[number]
            self._say(200, _profile_of(number, name, form, place, staff))

    def _fault(self, status: int, code: str, sentence: str) -> None:
        self._say(status, {"fout": [{"code": code, "omschrijving": sentence}]})

    def _say(self, status: int, said: dict[str, object]) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/hal+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Says nothing: numbers of sole traders are personal."""


def _profile_of(number: str, name: str, form: str, place: str, staff: int) -> dict[str, object]:
    return {
        "kvkNummer": number,
        "indNonMailing": "Ja",
        "naam": name,
        "formeleRegistratiedatum": "20150101",
        "materieleRegistratie": {"datumAanvang": "20150101"},
        "totaalWerkzamePersonen": staff,
        "statutaireNaam": name,
        "handelsnamen": [{"naam": name, "volgorde": 0}],
        "sbiActiviteiten": [],
        "links": [],
        "_embedded": {
            "hoofdvestiging": {"kvkNummer": number, "eersteHandelsnaam": name, "adressen": [{"plaats": place}]},
            "eigenaar": {"rechtsvorm": form, "uitgebreideRechtsvorm": form},
        },
    }
