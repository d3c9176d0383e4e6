"""The parts of Open edX that its LTI package calls, played by one course in memory.

Owns the nine functions of `lti_consumer.plugin.compat` that reach into the rest of Open edX. The package itself (AGPL-3.0) is
installed from PyPI and runs only in this process; nothing of it is copied here.
"""

import uuid
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from lti_consumer.exceptions import LtiError
from lti_consumer.plugin import compat
from opaque_keys.edx.keys import CourseKey, UsageKey

import course

COURSE_KEY = CourseKey.from_string("course-v1:Example+RS101+2026")
BLOCK_KEY = UsageKey.from_string("block-v1:Example+RS101+2026+type@lti_consumer+block@credential")
ROLES = {"teacher": "instructor", "learner": "student"}


class Block:
    """The course unit that holds the tool, with what the package reads from it, and its grades."""

    has_score = True
    accept_grades_past_due = True
    config_type = "database"
    display_name = course.LINK_TITLE
    weight = course.LINK_MAXIMUM
    lti_1p3_passport_id = None
    context_id = str(COURSE_KEY)
    location = BLOCK_KEY
    scope_ids = SimpleNamespace(usage_id=BLOCK_KEY, user_id=None)

    def __init__(self):
        self.grades = []

    def is_past_due(self):
        return False

    def max_score(self):
        return self.weight

    def set_user_module_score(self, user, score, max_score, comment=""):
        """`score` is a share of one, as the package sends it."""
        self.grades.append({"user": user.username, "score": score, "maximum": max_score, "comment": comment})


BLOCK = Block()


def external_id(user):
    """The identity that leaves the platform: stable, and not the name that the platform uses inside."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://openedx.example.org/users/{user.username}"))


def enrol():
    """Creates the people of the course as users."""
    for person in course.PEOPLE:
        get_user_model().objects.create(
            username=person.key,
            email=person.email,
            first_name=person.given_name,
            last_name=person.family_name,
            is_staff=person.role == "teacher",
        )


def user_of(identity):
    for user in get_user_model().objects.all():
        if external_id(user) == identity:
            return user
    raise LtiError("Invalid User")


def members(_course_key):
    return {
        user.id: {
            "id": user.id,
            "username": user.username,
            "name": user.get_full_name(),
            "email": user.email,
            "roles": [ROLES[course.BY_KEY[user.username].role]],
        }
        for user in get_user_model().objects.all()
    }


def external_ids(users):
    return {user.id: SimpleNamespace(external_user_id=external_id(user)) for user in users}


def play():
    """Puts this course in the place of the rest of Open edX."""
    compat.load_enough_xblock = lambda _location: BLOCK
    compat.load_block_as_user = lambda _location: BLOCK
    compat.get_user_from_external_user_id = user_of
    compat.get_course_members = members
    compat.batch_get_or_create_externalids = external_ids
    compat.get_course_by_id = lambda _key: SimpleNamespace(display_name=course.COURSE_TITLE)
    compat.user_course_access = lambda *_arguments, **_options: True
    compat.user_has_access = lambda *_arguments, **_options: True
    # The deep linking answer comes from another site, without the platform's cookie: whoever holds it may save.
    compat.user_has_studio_write_access = lambda _user, _course_key: True
