"""A platform around OpenLearning's `lti1p3platform` (MIT): the library makes and checks every message, this file makes it a server.

Where the library leaves a rule of the specification to its user (the authorization request, the claims of a client assertion and of a
deep linking response), the rule is kept here strictly, so that a tool which passes has kept it too.

  GET /start?user=<teacher|learner|learner-2…>&message=<resource|deep-link>[&item=N]   begins a launch; item N of the last deep linking
  POST /deep-link-return   JSON: {"content_items": […]} or {"error": "…"} with 400
  GET /state               JSON: what the platform holds: content_items, line_items, scores, results
"""

import secrets
import threading
import time
from dataclasses import dataclass
from importlib import resources

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, jsonify, redirect, request
from jinja2 import Template
from jwt.exceptions import InvalidTokenError
from lti1p3platform.exceptions import LtiDeepLinkingResponseException, LtiException, MissingRequiredClaim, UnsupportedGrantType
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration

import course
import serving
from openlearning_services import CONTEXT_ID, ROLES, ROSTER_PAGE, FlaskRequest, Gradebook, Grades, Roster, answer_of

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP_LINKING_DATA = "opaque to the tool: 7/ü?&"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
LINE_ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"
LAUNCH_FORM = Template(
    resources.files("lti1p3platform.framework").joinpath("templates/launch.html").read_text(), autoescape=True
)


class Refused(Exception):
    """A request that breaks the specification; `code` is OAuth's word for it."""

    def __init__(self, code, why):
        super().__init__(why)
        self.code = code


def require(condition, code, why):
    if not condition:
        raise Refused(code, why)


@dataclass(frozen=True)
class Launch:
    """A launch between `/start` and the authorization request, found again by its message hint."""

    person: course.Person
    message: str
    link_id: str
    title: str
    target: str
    custom: dict


class Platform(LTI1P3PlatformConfAbstract):
    """The library's configuration object. One per request: it keeps the last token that it read."""

    def init_platform_config(self, registration):
        self._registration = registration

    def get_registration_by_params(self, **_):
        return self._registration


class Login(OIDCLoginAbstract):
    """The first leg: the redirect to the tool's login address."""

    def set_lti_message_hint(self, hint):
        self._lti_message_hint = hint

    def get_redirect(self, url):
        return redirect(url)


class MessageLaunch(LTIAdvantageMessageLaunchAbstract):
    """The last leg: the form that posts the id_token."""

    def render_launch_form(self, launch_data, **_):
        return LAUNCH_FORM.render(launch_data)


class Server:
    """The platform's state and its pages."""

    def __init__(self, url, options):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        self._public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode()
        self.url, self.options = url, options
        self.launch_address = f"{options.tool_url}/lti/launch"
        self.token_url = f"{url}/token"
        self.context_url = f"{url}/context/{CONTEXT_ID}"
        self.gradebook = Gradebook(f"{self.context_url}/lineitems")
        self.gradebook.add({"label": course.LINK_TITLE, "scoreMaximum": course.LINK_MAXIMUM, "resourceLinkId": "link-1"})
        self.content_items = []
        self._lock = threading.Lock()
        self._launches, self._seen = {}, set()

    def platform(self):
        registration = (
            Registration()
            .set_iss(self.url)
            .set_client_id(self.options.client_id)
            .set_deployment_id(self.options.deployment_id)
            .set_oidc_login_url(f"{self.options.tool_url}/lti/login")
            .set_launch_url(self.launch_address)
            .set_deeplink_launch_url(self.launch_address)
            .set_tool_key_set_url(f"{self.options.tool_url}/lti/jwks.json")
            .set_platform_private_key(self._private)
            .set_platform_public_key(self._public)
        )
        return Platform(registration=registration)

    def once(self, kind, value):
        """Whether a nonce or token id is new here."""
        with self._lock:
            new = (kind, value) not in self._seen
            self._seen.add((kind, value))
            return new

    def ready(self):
        return {
            "issuer": self.url,
            "client_id": self.options.client_id,
            "deployment_ids": [self.options.deployment_id],
            "authorization_url": f"{self.url}/auth",
            "token_url": self.token_url,
            "jwks_url": f"{self.url}/jwks",
            "start_url": f"{self.url}/start",
            "state_url": f"{self.url}/state",
            "people": {p.key: {"sub": p.key, "name": p.name, "email": p.email} for p in course.PEOPLE},
        }

    def start(self):
        person = course.BY_KEY.get(request.args.get("user"))
        message = request.args.get("message", "resource")
        require(person, "invalid_request", "user must be one of " + ", ".join(course.BY_KEY))
        require(message in ("resource", "deep-link"), "invalid_request", "message must be resource or deep-link")
        launch = Launch(person, message, "link-1", course.LINK_TITLE, self.launch_address, {})
        if "item" in request.args:
            number = request.args.get("item", type=int)
            require(number in range(len(self.content_items)), "invalid_request", "no such content item")
            item = self.content_items[number]
            target = item.get("url", self.launch_address)
            launch = Launch(person, message, f"link-item-{number}", item.get("title", ""), target, item.get("custom", {}))
        hint = secrets.token_urlsafe(16)
        self._launches[hint] = launch
        login = Login(FlaskRequest(request), self.platform())
        login.set_launch_url(launch.target)
        login.set_lti_message_hint(hint)
        return login.initiate_login(person.key)

    def authorize(self):
        asked = request.values
        for name, value in {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": self.options.client_id,
            "redirect_uri": self.launch_address,
        }.items():
            require(asked.get(name) == value, "invalid_request", f"{name} must be {value}")
        launch = self._launches.get(asked.get("lti_message_hint"))
        require(launch, "invalid_request", "lti_message_hint was not returned unchanged")
        require(asked.get("login_hint") == launch.person.key, "login_required", "login_hint was not returned unchanged")
        require(asked.get("nonce") and self.once("nonce", asked["nonce"]), "invalid_request", "nonce is missing or used")
        message = MessageLaunch(FlaskRequest(request), self.platform())
        message.set_launch_url(launch.target)
        message.set_user_data(launch.person.key, ROLES[launch.person.role], launch.person.name, launch.person.email)
        message.set_launch_context_claim(
            CONTEXT_ID,
            ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
            course.COURSE_TITLE,
            course.COURSE_LABEL,
        )
        message.set_nrps(f"{self.context_url}/memberships")
        if launch.message == "deep-link":
            message.set_ags(self.gradebook.lineitems_url)
            message.set_dl(f"{self.url}/deep-link-return", extra_data=DEEP_LINKING_DATA)
        else:
            message.set_ags(self.gradebook.lineitems_url, self.gradebook.for_link(launch.link_id))
            message.set_resource_link_claim(launch.link_id, title=launch.title)
            message.set_launch_presentation_claim("iframe", f"{self.url}/returned")
            if launch.custom:
                message.set_custom_parameters_claim(launch.custom)
        return message.lti_launch()

    def token(self):
        form = request.form.to_dict()
        require(request.mimetype == "application/x-www-form-urlencoded", "invalid_request", "not a form")
        try:
            granted = self.platform().get_access_token(form)
        except MissingRequiredClaim as why:
            raise Refused("invalid_request", str(why)) from why
        except UnsupportedGrantType as why:
            raise Refused("unsupported_grant_type", "only client_credentials") from why
        assertion = jwt.decode(form["client_assertion"], options={"verify_signature": False})
        self.check_times(assertion, "invalid_client")
        client = self.options.client_id
        require(assertion.get("iss") == assertion.get("sub") == client, "invalid_client", "iss and sub must be the client")
        require(self.token_url in audiences(assertion), "invalid_client", "aud must contain the token address")
        require(self.once("jti", assertion.get("jti")) and assertion.get("jti"), "invalid_client", "jti is missing or used")
        require(granted["scope"], "invalid_scope", "no known scope")
        return jsonify(granted)

    def deep_link_return(self):
        try:
            items = self.platform().validate_deeplinking_resp({"JWT": request.form.get("JWT", "")})
        except KeyError as why:
            raise Refused("invalid_request", f"a content item lacks {why}") from why
        answer = jwt.decode(request.form["JWT"], options={"verify_signature": False})
        self.check_times(answer, "invalid_token")
        for claim, value in {
            "iss": self.options.client_id,
            CLAIM + "version": "1.3.0",
            CLAIM + "deployment_id": self.options.deployment_id,
            "https://purl.imsglobal.org/spec/lti-dl/claim/data": DEEP_LINKING_DATA,
        }.items():
            require(answer.get(claim) == value, "invalid_token", f"{claim} must be {value}")
        require(self.url in audiences(answer), "invalid_token", "aud must contain the issuer")
        require(answer.get("nonce") and self.once("nonce", answer["nonce"]), "invalid_token", "nonce is missing or used")
        self.content_items = items
        for number, item in enumerate(items):
            if item["type"] == "ltiResourceLink" and "lineItem" in item:
                label = {"label": item.get("title", "")}
                self.gradebook.add({**label, **item["lineItem"], "resourceLinkId": f"link-item-{number}"})
        return jsonify(content_items=items)

    @staticmethod
    def check_times(claims, code):
        """JSON numbers, and a life of at most an hour. LTI Security 1.0 §4.1."""
        now, iat, exp = time.time(), claims.get("iat"), claims.get("exp")
        require(isinstance(iat, (int, float)) and isinstance(exp, (int, float)), code, "iat and exp must be numbers")
        require(iat <= now + 60 and now < exp <= iat + 3600, code, "iat or exp is out of reach")

    def state(self):
        book = self.gradebook
        results = [result for number in book.line_items for result in book.results(number)]
        return jsonify(
            content_items=self.content_items,
            line_items=list(book.line_items.values()),
            scores=book.scores,
            results=results,
        )

    def grades(self, call, scopes, *arguments):
        service = Grades(FlaskRequest(request), self.platform(), self.gradebook, scopes)
        return answer_of(service, getattr(service, call), *arguments)

    def roster(self):
        query = FlaskRequest(request)
        query.get_data.setdefault("limit", ROSTER_PAGE)
        service = Roster(query, self.platform(), f"{self.context_url}/memberships")
        return answer_of(service, service.handle_get_members)


def audiences(claims):
    audience = claims.get("aud", [])
    return [audience] if isinstance(audience, str) else audience


def application(platform):
    """Every route on one page."""
    app = Flask("openlearning")
    app.add_url_rule("/start", view_func=platform.start)
    app.add_url_rule("/auth", view_func=platform.authorize, methods=["GET", "POST"])
    app.add_url_rule("/token", view_func=platform.token, methods=["POST"])
    app.add_url_rule("/jwks", "jwks", lambda: jsonify(platform.platform().get_jwks()))
    app.add_url_rule("/deep-link-return", view_func=platform.deep_link_return, methods=["POST"])
    app.add_url_rule("/state", view_func=platform.state)
    app.add_url_rule("/returned", "returned", lambda: "back in the course")
    items, item = f"/context/{CONTEXT_ID}/lineitems", f"/context/{CONTEXT_ID}/lineitems/<number>"
    read, write = ["lineitem", "lineitem.readonly"], ["lineitem"]
    for path, method, call, scopes, media_type in (
        (items, "GET", "handle_get_lineitems", read, None),
        (items, "POST", "handle_create_lineitem", write, LINE_ITEM_TYPE),
        (item, "GET", "handle_get_lineitem", read, None),
        (item, "PUT", "handle_update_lineitem", write, LINE_ITEM_TYPE),
        (item, "DELETE", "handle_delete_lineitem", write, None),
        (item + "/scores", "POST", "handle_update_score", ["score"], SCORE_TYPE),
        (item + "/results", "GET", "handle_get_results", ["result.readonly"], None),
    ):

        def view(number=None, call=call, scopes=scopes, media_type=media_type):
            if media_type and request.mimetype != media_type:
                return jsonify(error=f"the media type must be {media_type}"), 415
            return platform.grades(call, scopes, *([number] if number else []))

        app.add_url_rule(path, f"{method} {path}", view, methods=[method])
    app.add_url_rule(f"/context/{CONTEXT_ID}/memberships", view_func=platform.roster)

    @app.errorhandler(Refused)
    def refused(why):
        return jsonify(error=why.code, error_description=str(why)), 400

    @app.errorhandler(LtiException)
    @app.errorhandler(LtiDeepLinkingResponseException)
    @app.errorhandler(InvalidTokenError)
    def not_verified(why):
        code = "invalid_client" if request.path == "/token" else "invalid_token"
        return jsonify(error=code, error_description=str(why)), 400

    return app


def main():
    options = serving.parser(__doc__.splitlines()[0]).parse_args()
    serving.quiet_libraries()
    listener = serving.Listener(options.port)
    platform = Server(listener.url, options)
    listener.serve(application(platform), platform.ready())


if __name__ == "__main__":
    main()
