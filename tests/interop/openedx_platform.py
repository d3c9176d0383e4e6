"""A platform around Open edX's `lti-consumer-xblock` in a minimal Django project; its own endpoints do all of the LTI.

  GET /start?user=<teacher|learner|learner-2…>&message=<resource|deep-link>[&item=N]   begins a launch; item N of the last deep linking
  POST /deep-link-return   JSON: {"content_items": […]} or {"error": "…"} with the status that Open edX gave
  GET /state               JSON: what the platform holds: content_items, line_items, scores, grades

The deployment is always "1": the package knows no other. `--ags-mode declarative` (Open edX's default) gives each link a line item;
with `programmatic` there is none until the tool creates one.
"""

import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings

import serving

SERVICES = "/api/lti_consumer/v1"


def configure(url, folder):
    """The project's settings. Everything in it lives in `folder` and in this process."""
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        # The package finds launches in the cache by a hint; one process, so one cache in memory.
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(folder, "platform.sqlite")),
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "rest_framework",
            "django_filters",
            "config_models",
            "lti_consumer",
            "openedx_people",
        ],
        LMS_ROOT_URL=url,
        LTI_API_BASE=url,
        LTI_BASE=url,
        MIDDLEWARE=[
            "edx_django_utils.cache.middleware.RequestCacheMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "edx_django_utils.cache.middleware.TieredCacheMiddleware",
        ],
        PLATFORM_NAME="Example Open edX",
        ROOT_URLCONF="openedx_pages",
        SECRET_KEY="only in this process",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        USAGE_ID_PATTERN=r"(?P<usage_id>block-v1:[^/]+)",
        USE_TZ=True,
        LOGGING_CONFIG=None,
    )
    django.setup()


def register(options):
    """The tool as an administrator of Open edX would enter it, stored in the database."""
    from lti_consumer.models import CourseAllowPIISharingInLTIFlag, Lti1p3Passport, LtiConfiguration

    from openedx_course import BLOCK_KEY, COURSE_KEY

    launch = f"{options.tool_url}/lti/launch"
    passport = Lti1p3Passport.objects.create(
        lti_1p3_client_id=options.client_id, lti_1p3_tool_keyset_url=f"{options.tool_url}/lti/jwks.json"
    )
    CourseAllowPIISharingInLTIFlag.objects.create(course_id=COURSE_KEY, enabled=True)
    return LtiConfiguration.objects.create(
        version=LtiConfiguration.LTI_1P3,
        config_store=LtiConfiguration.CONFIG_ON_DB,
        location=BLOCK_KEY,
        lti_1p3_passport=passport,
        lti_1p3_oidc_url=f"{options.tool_url}/lti/login",
        lti_1p3_launch_url=launch,
        lti_advantage_ags_mode=options.ags_mode,
        lti_advantage_deep_linking_enabled=True,
        lti_advantage_deep_linking_launch_url=launch,
        lti_advantage_enable_nrps=True,
    )


def ready(url, configuration):
    from django.contrib.auth import get_user_model

    from openedx_course import external_id

    passport = configuration.passport_id
    return {
        "issuer": url,
        "client_id": configuration.lti_1p3_client_id,
        "deployment_ids": ["1"],
        "authorization_url": f"{url}{SERVICES}/launch/",
        "token_url": f"{url}{SERVICES}/token/{passport}",
        "jwks_url": f"{url}{SERVICES}/public_keysets/{passport}",
        "start_url": f"{url}/start",
        "state_url": f"{url}/state",
        "people": {
            user.username: {"sub": external_id(user), "name": user.get_full_name(), "email": user.email}
            for user in get_user_model().objects.all()
        },
    }


def main():
    arguments = serving.parser(__doc__.splitlines()[0])
    arguments.add_argument("--ags-mode", choices=["declarative", "programmatic"], default="declarative")
    options = arguments.parse_args()
    if options.deployment_id != "1":
        arguments.error('Open edX has one deployment: --deployment-id must be "1"')
    serving.quiet_libraries()
    listener = serving.Listener(options.port)
    with tempfile.TemporaryDirectory(prefix="openedx-platform-") as folder:
        configure(listener.url, folder)
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application

        import openedx_course

        openedx_course.play()
        call_command("migrate", run_syncdb=True, verbosity=0, stdout=sys.stderr)
        openedx_course.enrol()
        configuration = register(options)
        listener.serve(get_wsgi_application(), ready(listener.url, configuration))


if __name__ == "__main__":
    main()
