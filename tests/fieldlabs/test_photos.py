"""Photos: what comes in, what is kept of it, and how it is given out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fieldlabs import actions, history, photos
from fieldlabs.actions.photos import MOST, Words
from fieldlabs.models import Fieldlab, Photo
from tests.fieldlabs.test_actions import draft
from ui.uploads import Refused

GPS = 0x8825


def picture(kind="JPEG", size=(80, 40), mode="RGB", exif=None) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "red").save(written, kind, **({"exif": exif} if exif else {}))
    return written.getvalue()


def upload(content: bytes, name="foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def secret() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "Thuis bij Zoë"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    return exif


def added(by, lab=None, **words) -> Photo:
    lab = lab or draft(by)
    return actions.add_photo(
        by=by, fieldlab=lab, picture=photos.read(upload(picture())), words=Words(**{"alt_nl": "Een robot", **words})
    )


class TestReading:
    def test_camera_data_are_gone_and_the_picture_stands_upright(self):
        found = photos.read(upload(picture(exif=secret())))
        kept = Image.open(io.BytesIO(found.content))
        assert (dict(kept.getexif()), kept.size, b"Zo" in found.content) == ({}, (40, 80), False)

    @pytest.mark.parametrize(("size", "kept"), [((3200, 800), (1600, 400)), ((100, 50), (100, 50))])
    def test_long_side_is_at_most_1600(self, size, kept):
        found = photos.read(upload(picture(size=size)))
        assert (found.width, found.height) == kept

    @pytest.mark.parametrize(
        ("kind", "mode", "media_type"),
        [
            ("PNG", "RGBA", "image/png"),
            ("PNG", "RGB", "image/jpeg"),
            ("WEBP", "RGB", "image/jpeg"),
            ("PNG", "P", "image/jpeg"),
        ],
    )
    def test_kind_follows_from_the_bytes(self, kind, mode, media_type):
        assert photos.read(upload(picture(kind, mode=mode), "naam.jpg")).media_type == media_type

    @pytest.mark.parametrize(
        "content", [b"", b"<svg/>", b"<script>alert(1)</script>", b"GIF89a" + b"\0" * 20, picture()[:100], b"%PDF-1.7"]
    )
    def test_what_is_no_picture_is_refused(self, content):
        with pytest.raises(Refused) as refused:
            photos.read(upload(content))
        assert refused.value.code == "photo_is_unreadable"

    def test_gif_and_bitmap_are_refused_though_they_are_pictures(self):
        for kind in ("GIF", "BMP"):
            with pytest.raises(Refused):
                photos.read(upload(picture(kind)))

    def test_too_large_a_file_is_refused(self):
        with pytest.raises(Refused) as refused:
            photos.read(upload(b"\xff" * (photos.MOST_BYTES + 1)))
        assert refused.value.code == "photo_is_too_large"

    def test_bomb_is_refused_before_it_is_unpacked(self):
        with pytest.raises(Refused) as refused:
            photos.read(upload(picture("PNG", size=(9000, 9000), mode="1")))
        assert refused.value.code == "photo_has_too_many_pixels"


@pytest.mark.django_db
class TestPages:
    def test_photo_is_added_shown_and_given_out(self, eva, client, client_for):
        staff = client_for(eva)
        given = {"file": upload(picture()), "alt_nl": "Een rode robot", "alt_en": "", "credit": "Zoë"}
        assert staff.post("/fieldlabs/ramlab/fotos/nieuw/", given).status_code == 302
        kept = Photo.objects.get()
        assert 'alt="Een rode robot"' in client.get("/fieldlabs/ramlab/").content.decode()
        answer = client.get(f"/fieldlabs/fotos/{kept.pk}/")
        assert {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options")} == {
            "Content-Type": "image/jpeg",
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
        }
        assert staff.get("/fieldlabs/ramlab/fotos/").context["photos"] == [kept]

    def test_measures_of_a_large_photo_have_no_thousands_mark(self, eva, client, client_for):
        """A browser reads "1.200" as 1.2: until the photo is there, its place would be as high as the page is long."""
        staff = client_for(eva)
        given = {"file": upload(picture(size=(1200, 1100))), "alt_nl": "Een rode robot", "alt_en": "", "credit": "Zoë"}
        assert staff.post("/fieldlabs/ramlab/fotos/nieuw/", given).status_code == 302
        kept = Photo.objects.get()
        own = f"/fieldlabs/ramlab/fotos/{kept.pk}/"
        answers = [staff.get(page) for page in ("/fieldlabs/ramlab/", "/fieldlabs/ramlab/fotos/", own)]
        answers.append(staff.post(f"{own}verwijderen/"))
        assert all('width="1200" height="1100"' in answer.content.decode() for answer in answers)

    def test_photo_of_a_draft_is_for_insiders_and_no_cache(self, eva, client, client_for):
        kept = added(eva)
        assert client.get(f"/fieldlabs/fotos/{kept.pk}/").status_code == 404
        assert client_for(eva).get(f"/fieldlabs/fotos/{kept.pk}/").headers["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize(
        ("changes", "fields"), [({"alt_nl": ""}, ["alt_nl"]), ({"file": ""}, ["file"]), ({"bad": True}, ["__all__"])]
    )
    def test_wrong_input_is_named(self, eva, client_for, changes, fields):
        file = upload(b"geen foto") if changes.pop("bad", False) else upload(picture())
        answer = client_for(eva).post("/fieldlabs/ramlab/fotos/nieuw/", {"file": file, "alt_nl": "x", **changes})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)

    def test_words_are_changed_and_the_photo_is_removed_after_asking(self, eva, client_for):
        kept, client = added(eva), client_for(eva)
        here = f"/fieldlabs/{kept.fieldlab.slug}/fotos/{kept.pk}/"
        assert client.get(here).context["form"]["alt_nl"].value() == "Een robot"
        assert client.post(here, {"alt_nl": "Een blauwe robot"}).status_code == 302
        assert client.post(here, {"alt_nl": ""}).status_code == 422
        assert client.post(f"{here}verwijderen/").status_code == 200
        assert Photo.objects.get().alt_nl == "Een blauwe robot"
        assert client.post(f"{here}verwijderen/", {"sure": "1"}).status_code == 302
        kinds = [change.kind for entry in history.history(kept.fieldlab) for change in entry.changes]
        assert (Photo.objects.count(), "removed" in kinds) == (0, True)

    def test_page_holds_so_many_photos(self, eva):
        lab = draft(eva)
        for _one in range(MOST):
            added(eva, lab)
        with pytest.raises(actions.RuleBroken) as broken:
            added(eva, lab)
        assert broken.value.code == "too_many_photos"

    @pytest.mark.parametrize("key", ["noor", "daan", "gijs", "stijn", "anna"])
    def test_photos_are_changed_by_the_own_hub_only(self, cast, client_for, key):
        kept = added(cast["eva"], Fieldlab.objects.get(slug="ramlab"))
        client = client_for(cast[key])
        pages = ["/fieldlabs/ramlab/fotos/", "/fieldlabs/ramlab/fotos/nieuw/", f"/fieldlabs/ramlab/fotos/{kept.pk}/"]
        assert {client.get(page).status_code for page in pages} == {403}
        assert client.post(f"/fieldlabs/ramlab/fotos/{kept.pk}/verwijderen/", {"sure": "1"}).status_code == 403
        for act in (
            lambda: actions.remove_photo(by=cast[key], photo=kept),
            lambda: actions.describe_photo(by=cast[key], photo=kept, words=Words("x")),
        ):
            with pytest.raises(actions.RuleBroken):
                act()

    def test_photo_of_another_fieldlab_is_not_found_here(self, eva, client_for):
        kept = added(eva)
        assert client_for(eva).get(f"/fieldlabs/ramlab/fotos/{kept.pk}/").status_code == 404
