"""The life of a case or an article: written, changed, published, taken off."""

import uuid
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs.models import Fieldlab
from hubs import publishing
from hubs.actions.common import RuleBroken, in_history
from hubs.actions.versions import check_version
from hubs.models import Article, Hub
from hubs.slugs import free_slug
from jobs import clock
from programme.models import Transformation


@dataclass(frozen=True)
class Text:
    """What staff type. `company` is named only with the day on which it agreed."""

    kind: str
    title_nl: str
    intro_nl: str
    body_nl: str
    title_en: str = ""
    intro_en: str = ""
    body_en: str = ""
    fieldlab: Fieldlab | None = None
    transformation: Transformation | None = None
    company: str = ""
    consented_on: date | None = None

    def write_to(self, article: Article) -> None:
        for one in fields(self):
            setattr(article, one.name, getattr(self, one.name))


def _check(by: User, hub: Hub | None) -> None:
    allowed, reason = publishing.can_write(by, hub)
    if not allowed:
        raise RuleBroken("not_allowed", reason)


def _locked(article: Article, by: User) -> Article:
    rows = Article.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region")
    current = rows.get(pk=article.pk)
    _check(by, current.hub)
    return current


@transaction.atomic
def write_article(*, by: User, hub: Hub | None, text: Text, key: uuid.UUID) -> Article:
    """A draft. The same key gives the same one: a double click makes one."""
    _check(by, hub)
    # The person's row is the lock: two sendings of one form wait for each other.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    made = Article.objects.filter(uid=key, hub=hub).first()
    if made:
        return made
    article = Article(uid=key, slug=free_slug(Article, text.title_nl), hub=hub)
    text.write_to(article)
    with in_history(by, "written"), rules.held_by_database(RuleBroken):
        article.save(force_insert=True)
    return article


@transaction.atomic
def change_article(*, by: User, article: Article, text: Text, version: int) -> Article:
    """Save what was typed, if nobody saved since `version`."""
    current = _locked(article, by)
    check_version(current, version)
    text.write_to(current)
    current.version += 1
    with in_history(by, "changed"), rules.held_by_database(RuleBroken):
        current.save()
    return current


@transaction.atomic
def publish_article(*, by: User, article: Article) -> Article:
    """Show it to everybody, from now. A case needs a company that agreed, or names none. Twice is once."""
    current = _locked(article, by)
    if current.is_public:
        return current
    if current.consented_on and current.consented_on > clock.today():
        raise RuleBroken("consent_later", _("The company agrees on a day that is still to come."))
    return _put(current, by, "published", published_at=clock.now(), published_by=by)


@transaction.atomic
def take_off_article(*, by: User, article: Article) -> Article:
    """Nobody but the hub sees it any more; it can be published again. Twice is once."""
    current = _locked(article, by)
    if not current.is_public:
        return current
    return _put(current, by, "taken off", published_at=None, published_by=None)


@transaction.atomic
def remove_draft(*, by: User, article: Article) -> None:
    """Delete what was never public; the history keeps that it was there. Raises RuleBroken with the rule's name."""
    current = _locked(article, by)
    current.version += 1
    with in_history(by, "draft removed"), rules.held_by_database(RuleBroken):
        current.save(update_fields=["version"])
        current.delete()


def _put(article: Article, by: User, reason: str, **changes: object) -> Article:
    for name, value in changes.items():
        setattr(article, name, value)
    article.version += 1
    with in_history(by, reason), rules.held_by_database(RuleBroken):
        article.save(update_fields=[*changes, "version"])
    return article
