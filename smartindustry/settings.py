"""All settings, in one file. What may differ per machine is an environment variable (docs/operations.md)."""

import json
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from smartindustry import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data")))

# production: nothing is assumed. demo: own services, demo data and sign-ins, no second factor. test: for the suite.
PORTAL_MODE = env.choice("PORTAL_MODE", ("production", "demo", "test"), "demo")
PRODUCTION = PORTAL_MODE == "production"
DEMO = PORTAL_MODE == "demo"
DEBUG = env.boolean("DEBUG", False)
if DEBUG and PRODUCTION:
    raise env.fail("DEBUG must not be true while PORTAL_MODE is production.")


def running_service(name: str) -> object:
    """Address of a service that `manage.py run` started for this folder, so that other commands find it."""
    if PRODUCTION:
        return env.REQUIRED
    try:
        return json.loads((DATA_DIR / "services.json").read_text())[name] or env.REQUIRED
    except (OSError, ValueError, KeyError):
        return env.REQUIRED


# --- Web -------------------------------------------------------------------------------------------------------------

SECRET_KEY = env.text("SECRET_KEY", env.REQUIRED if PRODUCTION else "only-for-demo-and-tests-" + "0" * 40)
PORT = env.integer("PORT", 8000)
SITE_URL = env.text("SITE_URL", env.REQUIRED if PRODUCTION else f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
if PRODUCTION and not ALLOWED_HOSTS:
    raise env.fail("ALLOWED_HOSTS is missing. Set it to the host names of the portal, separated by commas.")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
ROOT_URLCONF = "smartindustry.urls"
WSGI_APPLICATION = "smartindustry.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "pgtrigger",
    "pghistory",
    # The house, top floor first.
    "smartindustry",
    "reports",
    "assessments",
    "funding",
    "hubs",
    "fieldlabs",
    "programme",
    "accounts",
    "regions",
    "jobs",
    "ui",
    # After the house, so that its catalogue of words comes first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "smartindustry.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smartindustry.middleware.compress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "smartindustry.middleware.refuse_nul_bytes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "smartindustry.middleware.note_history",
    "smartindustry.middleware.log_actions",
    "accounts.middleware.AccessMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartindustry.navigation.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nldesign"]
CRISPY_TEMPLATE_PACK = "nldesign"
CRISPY_FAIL_SILENTLY = False

# --- Database --------------------------------------------------------------------------------------------------------

# The owner migrates; the application owns nothing. manage.py sets the role, nobody else does.
_database_variable = "DATABASE_OWNER_URL" if os.environ.get("DATABASE_ROLE") == "owner" else "DATABASE_URL"
DATABASES = {
    "default": env.database(_database_variable, env.text(_database_variable, running_service(_database_variable)))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = None

# Rate limits and other short-lived counts are kept in PostgreSQL, so that they hold while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "smartindustry_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Parts of pages that are the same for everyone, drawn once per process: see {% cache %} in the templates.
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"},
    # Sums over the journal, with the state of the journal of which they are: see funding/months.py.
    "months": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "months",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # How often each address called the API this minute, counted per process: see reports/api/throttle.py.
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# --- Jobs ------------------------------------------------------------------------------------------------------------

# Without Redis a job runs in the web process, after the commit that wants it.
REDIS_URL = env.text("REDIS_URL", "" if PRODUCTION else (os.environ.get("REDIS_URL") or ""))
if PRODUCTION and not REDIS_URL:
    raise env.fail("REDIS_URL is missing. Set it to redis://:password@host:6379/0.")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "jobs.sweep", "schedule": env.integer("SWEEP_SECONDS", 15)}}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# --- API -------------------------------------------------------------------------------------------------------------

# Per address and web process.
API_REQUESTS_PER_MINUTE = env.integer("API_REQUESTS_PER_MINUTE", 300)
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "reports.api.problem.from_exception",
    # `?format=` is a key like any other that is not known.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Smart Industry open data",
    "DESCRIPTION": "What the portal of the Dutch Smart Industry programme publishes, to read. Null is unknown or not "
    "applicable, never zero. Meaning of every column, changes and terms: /gegevens/.",
    "SERVERS": [{"url": "/api/v1", "description": "This portal"}],
    "SCHEMA_PATH_PREFIX": "/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DISABLE_ERRORS_AND_WARNINGS": False,
}

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:start"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
# Per address. Generous: a whole hall of companies may start a self-assessment behind one connection.
# Letters also per address that they go to, so that nobody fills a stranger's mailbox.
ACCOUNT_RATE_LIMITS = {
    "assessments_start": "300/h/ip",
    "assessments_letter": "60/h/ip,5/h/key",
    "help_request": "30/h/ip,5/h/key",
    "event_registration": "60/h/ip,10/h/key",
}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.passkeys.AddForm",
    "authenticate_webauthn": "accounts.passkeys.AuthenticateForm",
    "login_webauthn": "accounts.passkeys.LoginForm",
    "reauthenticate_webauthn": "accounts.passkeys.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SECOND_FACTOR_REQUIRED = PRODUCTION

# --- Mail ------------------------------------------------------------------------------------------------------------

# Whom visitors write to about the portal itself.
CONTACT_EMAIL = env.text("CONTACT_EMAIL", env.REQUIRED if PRODUCTION else "portaal@smartindustry.example")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Smart Industry <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if env.text("EMAIL_URL", ""):
    globals().update(env.mail(env.text("EMAIL_URL")))
else:
    # Off by default: letters are written to files, which demo mode shows on a page.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
# To which companies answer, with a key in it: antwoord+<key>@portal.example (hubs/reply_address.py). Empty: no mail in.
REPLY_ADDRESS = env.reply_address("REPLY_ADDRESS", "" if PRODUCTION else "antwoord@localhost")

# The trade register (accounts/kvk.py). Empty: off, and organisations are typed by name.
KVK_API_URL = env.text("KVK_API_URL", "")
KVK_API_KEY = env.text("KVK_API_KEY", env.REQUIRED if KVK_API_URL else "")
if KVK_API_URL and not KVK_API_URL.startswith(("https://",) if PRODUCTION else ("https://", "http://127.0.0.1:")):
    raise env.fail("KVK_API_URL must be an https address, such as https://api.kvk.nl/api.")

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
FORMAT_MODULE_PATH = "smartindustry.formats"
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
# A fixed day for demonstrations; None is the real clock.
DEMO_TODAY = env.day("DEMO_TODAY") if not PRODUCTION else None

# --- Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PORTAL_MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_USE_FINDERS = PORTAL_MODE == "test"
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000

# --- Security --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "smartindustry.pages.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- Logs ------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "smartindustry.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
if PORTAL_MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

SILENCED_SYSTEM_CHECKS: list[str] = []
