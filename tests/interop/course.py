"""The one course that every foreign platform here holds, with plainly invented people.

Owns the sample data alone; each platform gives it the shape that its library wants.
"""

from dataclasses import dataclass

COURSE_TITLE = "Reading Science"
COURSE_LABEL = "RS-101"
LINK_TITLE = "Micro-credential"
LINK_MAXIMUM = 100


@dataclass(frozen=True)
class Person:
    """Somebody in the course; `key` is what `/start?user=` names, `role` is teacher or learner."""

    key: str
    given_name: str
    family_name: str
    role: str

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self):
        return f"{self.given_name}.{self.family_name}@example.org".lower()


# More people than fit on one page of the roster, so that a tool has to follow the links.
PEOPLE = (
    Person("teacher", "Tessa", "Quill", "teacher"),
    Person("learner", "Dana", "Rey", "learner"),
    Person("learner-2", "Milo", "Sandoval", "learner"),
    Person("learner-3", "Priya", "Example", "learner"),
    Person("learner-4", "Jonas", "Sample", "learner"),
)

BY_KEY = {person.key: person for person in PEOPLE}
