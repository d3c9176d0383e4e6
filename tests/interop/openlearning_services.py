"""Gradebook and roster of the OpenLearning platform: its library's service classes over data in memory.

Owns what the library leaves to its user: the data, the scope that each call needs, the checks on a score, requests and answers in
Flask's shape. Knows nothing of launches.
"""

import itertools
import threading
from datetime import datetime

from flask import Response, jsonify
from jwt.exceptions import InvalidTokenError
from lti1p3platform.exceptions import LineItemNotFoundException, LtiException, LtiServiceException
from lti1p3platform.membership import Context
from lti1p3platform.request import Request
from lti1p3platform.response import generate_next_link
from lti1p3platform.score import ActivityProgress, GradeProgress, UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService

import course

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
CONTEXT_ID = "course-1"
ROSTER_PAGE = 2
ROLES = {
    "teacher": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
    "learner": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
}


class FlaskRequest(Request):
    """The library's view of a request; numbers in the query become numbers, which its paging expects."""

    def build_metadata(self, flask_request):
        query = {name: int(value) if name in ("page", "limit") else value for name, value in flask_request.args.items()}
        return {
            "method": flask_request.method,
            "form_data": flask_request.form.to_dict(),
            "get_data": query,
            "headers": flask_request.headers,
            "content_type": flask_request.content_type,
            "path": flask_request.path,
            "json": flask_request.get_json(force=True, silent=True),
        }


class Gradebook:
    """Line items, the last score of each person in each, and the scores as they came in."""

    def __init__(self, lineitems_url):
        self.lineitems_url = lineitems_url
        self.lock = threading.RLock()
        self.line_items = {}
        self.scores = []
        self._latest = {}
        self._numbers = itertools.count(1)

    def url(self, line_item_id):
        return f"{self.lineitems_url}/{line_item_id}"

    def add(self, line_item):
        with self.lock:
            number = str(next(self._numbers))
            self.line_items[number] = {**line_item, "id": self.url(number)}
            return self.line_items[number]

    def find(self, number):
        if number not in self.line_items:
            raise LineItemNotFoundException(number)
        return self.line_items[number]

    def for_link(self, resource_link_id):
        """The address of the link's line item, when it has exactly one."""
        found = [item["id"] for item in self.line_items.values() if item.get("resourceLinkId") == resource_link_id]
        return found[0] if len(found) == 1 else None

    def record(self, number, score):
        """Keeps a score unless a newer one is known for the same person. AGS 2.0 §3.4.8."""
        with self.lock:
            line_item = self.find(number)
            sent_at = instant(score["timestamp"])
            before = self._latest.get((number, score["userId"]))
            if before and instant(before["timestamp"]) > sent_at:
                return UpdateScoreStatus.OLD_TIMESTAMP
            self._latest[number, score["userId"]] = score
            self.scores.append({**score, "lineItem": line_item["id"]})
            return UpdateScoreStatus.SUCCESS

    def results(self, number):
        with self.lock:
            line_item = self.find(number)
            return [
                {
                    "id": f"{line_item['id']}/results/{user_id}",
                    "userId": user_id,
                    "scoreOf": line_item["id"],
                    "resultScore": score["scoreGiven"],
                    "resultMaximum": score["scoreMaximum"],
                    **({"comment": score["comment"]} if score.get("comment") else {}),
                }
                for (item, user_id), score in self._latest.items()
                if item == number and score["gradingProgress"] == "FullyGraded" and "scoreGiven" in score
            ]


def instant(text):
    """A time with its zone, or `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("the timestamp has no zone")
    return moment


def check_score(score):
    """What AGS 2.0 §3.4 asks of a score; the library takes anything."""
    try:
        instant(score["timestamp"])
        ActivityProgress(score["activityProgress"])
        GradeProgress(score["gradingProgress"])
        if score["userId"] not in course.BY_KEY:
            raise ValueError(f"no such user: {score['userId']}")
        if "scoreGiven" in score:
            if score["scoreGiven"] < 0 or score["scoreMaximum"] <= 0:
                raise ValueError("scoreGiven must not be negative and scoreMaximum must be positive")
    except (KeyError, TypeError, ValueError) as why:
        raise LtiServiceException(f"score refused: {why!r}", 400) from why


class Grades(AssignmentsGradesService):
    """One request to the Assignment and Grade Services."""

    def __init__(self, request, platform, gradebook, scopes):
        super().__init__(request, platform, gradebook.lineitems_url)
        self.gradebook = gradebook
        self._scopes = [AGS + scope for scope in scopes]

    @property
    def allowed_scopes(self):
        """The library lets any scope of the service open every call; the specification gives each call its own."""
        return self._scopes

    def find_lineitems(self, page=1, limit=None, resource_link_id=None, resource_id=None, tag=None, **_others):
        wanted = {"resourceLinkId": resource_link_id, "resourceId": resource_id, "tag": tag}
        found = [
            item
            for item in self.gradebook.line_items.values()
            if all(value is None or item.get(name) == value for name, value in wanted.items())
        ]
        return page_of(found, page, limit)

    def find_lineitem(self, line_item_id):
        return self.gradebook.find(line_item_id)

    def create_lineitem(self, creation_data):
        if not creation_data.get("label") or not creation_data.get("scoreMaximum", 0) > 0:
            raise LtiServiceException("a line item needs a label and a positive scoreMaximum", 400)
        return self.gradebook.add(creation_data)

    def update_lineitem(self, update_data):
        item = self.gradebook.find(update_data.pop("id"))
        item.update(update_data, id=item["id"])
        return item

    def delete_lineitem(self, line_item_id):
        self.gradebook.find(line_item_id)
        del self.gradebook.line_items[line_item_id]

    def update_score(self, line_item_id, score):
        self.gradebook.find(line_item_id)
        check_score(score)
        return self.gradebook.record(line_item_id, score)

    def get_results(self, line_item_id, page=1, limit=None, user_id=None):
        found = self.gradebook.results(line_item_id)
        return page_of([result for result in found if user_id in (None, result["userId"])], page, limit)


class Roster(NamesRoleProvisioningService):
    """One request to the Names and Role Provisioning Services."""

    def get_member_data_page(self, page=1, limit=ROSTER_PAGE, role=None, rlid=None, since=None):
        members = [
            {
                "user_id": person.key,
                "name": person.name,
                "given_name": person.given_name,
                "family_name": person.family_name,
                "email": person.email,
                "roles": ROLES[person.role],
                "status": "Active",
            }
            for person in course.PEOPLE
            if role is None or role in ROLES[person.role]
        ]
        return page_of(members, page, limit)

    def get_context_by_id(self):
        return Context(id=CONTEXT_ID, label=course.COURSE_LABEL, title=course.COURSE_TITLE)

    def is_resource_link_valid(self, context_id, resource_link_id):
        return context_id == CONTEXT_ID and resource_link_id.startswith("link-")


def page_of(everything, page, limit):
    """One page in the library's shape."""
    if limit is None:
        return {"content": everything, "has_next": False}
    start = (page - 1) * limit
    return {"content": everything[start : start + limit], "has_next": start + limit < len(everything)}


def answer_of(service, call, *arguments):
    """The library's answer as one of HTTP: paging in `Link`, a failed token as 401."""
    try:
        outcome = service.handle_resp(lambda: call(*arguments))
    except (InvalidTokenError, LtiException) as why:
        return jsonify(error="invalid_token", error_description=str(why)), 401
    if outcome.code >= 400:
        return jsonify(error=outcome.message), outcome.code
    body, following = outcome.result, None
    if isinstance(body, dict) and ("content" in body or "members" in body):
        following = body.pop("next", None)
        body = body.get("content", body)
    response = jsonify(body) if body is not None else Response()
    response.status_code, response.mimetype = outcome.code, outcome.media_type
    if following:
        response.headers["Link"] = generate_next_link(following)
    return response
