"""Proves the foreign platforms: walks whole launches through them with a tool that is known to be good (benches/baseline).

A failure of microcred against a platform means something only after this has passed. Run it with the Python of tests/run:

  target/interop-venv/bin/python tests/interop/check_platforms.py
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlparse

import jwt
import requests

HERE = Path(__file__).resolve().parent
BASELINE = HERE.parent.parent / "benches" / "baseline"
sys.path.insert(0, str(BASELINE))

import configure  # noqa: E402
from pylti1p3.service_connector import ServiceConnector  # noqa: E402
from pylti1p3.tool_config import ToolConfJsonFile  # noqa: E402

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/"


class Form(HTMLParser):
    """The first form of a page with its hidden fields."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = given.get("action")
        elif tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")


class Browser:
    """Follows redirects and submits the forms that a script would submit; remembers the tokens that passed."""

    def __init__(self):
        self._session = requests.Session()
        self.claims, self.deep_linking_response = None, None

    def open(self, url, **query):
        answer = self._session.get(url, params=query, timeout=30)
        while (form := Form(answer.text)).action:
            if "id_token" in form.fields:
                self.claims = jwt.decode(form.fields["id_token"], options={"verify_signature": False})
            self.deep_linking_response = form.fields.get("JWT", self.deep_linking_response)
            answer = self._session.post(urljoin(answer.url, form.action), data=form.fields, timeout=30)
        return answer


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def platform(script, *arguments):
    """A running platform and its ready line; afterwards shows that it ends with its standard input."""
    command = [sys.executable, str(HERE / script), "--client-id", "client-7", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        ended = process.wait(timeout=10)
    assert ended == 0, f"{script} ended with {ended}"


@contextmanager
def tool(port, ready, storage, folder):
    """The baseline tool on two workers, configured for one platform."""
    configuration = configure.write(Path(folder), ready)
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    process = subprocess.Popen(
        [*command, "--chdir", str(BASELINE), "pylti1p3_tool:create_app()"],
        env={**os.environ, "BASELINE_CONFIG": str(configuration), "BASELINE_STORAGE": storage},
    )
    try:
        for _ in range(100):
            try:
                requests.get(f"http://127.0.0.1:{port}/lti/jwks.json", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield configuration
    finally:
        process.terminate()
        process.wait(timeout=10)


def same(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}: {found!r} instead of {expected!r}")
    print(f"  ok  {what}")


def walk(ready, configuration):
    """Launch, deep linking, launch of what was picked, roster, score, and two answers that must be refused."""
    start, state_url = ready["start_url"], ready["state_url"]
    for user in ("learner", "teacher", "learner", "learner-2"):
        browser = Browser()
        page = browser.open(start, user=user, message="resource")
        person = ready["people"][user]
        same(f"{user} is greeted by name", f"<h1>Hello, {person['name']}</h1>" in page.text, True)
        same("the subject is the one announced", browser.claims["sub"], person["sub"])
    returning = Browser()
    for _ in range(5):
        page = returning.open(start, user="learner", message="resource")
    same("one browser can launch five times", "Hello, Dana Rey" in page.text, True)

    teacher = Browser()
    items = teacher.open(start, user="teacher", message="deep-link").json()["content_items"]
    same("deep linking brings one link back", [item["title"] for item in items], ["Sample credential"])
    return_url = teacher.claims["https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"]["deep_link_return_url"]
    head, body, signature = teacher.deep_linking_response.split(".")
    forged = f"{head}.{body}.{signature[:20]}{'A' if signature[20] != 'A' else 'B'}{signature[21:]}"
    refused = requests.post(return_url, data={"JWT": forged}, timeout=30)
    same("a forged deep linking response is refused", (refused.status_code >= 400, "error" in refused.json()), (True, True))
    same("…and changes nothing", len(requests.get(state_url, timeout=30).json()["content_items"]), 1)

    learner = Browser()
    learner.open(start, user="learner", message="resource", item=0)
    same("what was picked carries its parameters", learner.claims[CLAIM + "custom"], {"credential": "sample"})
    refusals(ready)
    services(ready, configuration, learner.claims)


def refusals(ready):
    """An authorization request is judged before anything is sent to an address: only the registered one gets the token."""
    login = requests.get(ready["start_url"], params={"user": "learner"}, allow_redirects=False, timeout=30)
    given = parse_qs(urlparse(login.headers["Location"]).query)
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": ready["client_id"],
        "state": "state-1",
        "login_hint": given["login_hint"][0],
        "lti_message_hint": given["lti_message_hint"][0],
    }
    for what, redirect_uri, nonce, accepted in (
        ("another redirect address", given["target_link_uri"][0] + "/", "nonce-1", False),
        ("no nonce", given["target_link_uri"][0], "", False),
        ("the registered redirect address", given["target_link_uri"][0], "nonce-2", True),
    ):
        query = {**asked, "redirect_uri": redirect_uri, "nonce": nonce}
        answer = requests.get(ready["authorization_url"], params=query, timeout=30)
        same(f"{what} is {'accepted' if accepted else 'refused'}", (answer.status_code == 200, "id_token" in answer.text), (accepted, accepted))


def services(ready, configuration, claims):
    """Token, roster page by page, score and result, with the calls of PyLTI1p3."""
    registration = ToolConfJsonFile(str(configuration)).find_registration_by_params(ready["issuer"], ready["client_id"])
    connector = ServiceConnector(registration)

    # OpenLearning writes `rel=next` without quotes, as RFC 8288 allows; PyLTI1p3 does not read that, so the pages are followed here.
    roster, url = [], claims[NRPS + "claim/namesroleservice"]["context_memberships_url"]
    bearer = "Bearer " + connector.get_access_token([NRPS + "scope/contextmembership.readonly"])
    accept = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
    while url:
        page = requests.get(url, headers={"Authorization": bearer, "Accept": accept}, timeout=30)
        roster += page.json()["members"]
        url = page.links.get("next", {}).get("url")
    subjects = sorted(person["sub"] for person in ready["people"].values())
    same("the roster is complete", sorted(member["user_id"] for member in roster), subjects)

    endpoint = claims[AGS + "claim/endpoint"]
    accept = "application/vnd.ims.lis.v2.lineitemcontainer+json"
    scope = next(scope for scope in endpoint["scope"] if "lineitem" in scope)
    line_item = endpoint.get("lineitem") or created_line_item(connector, endpoint["lineitems"])
    items = connector.make_service_request([scope], endpoint["lineitems"], accept=accept)["body"]
    same("the link's line item is listed", line_item in [item["id"] for item in items], True)
    score = {
        "userId": claims["sub"],
        "scoreGiven": 80,
        "scoreMaximum": 100,
        "comment": "Clear evidence",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": datetime.now(timezone.utc).isoformat(),
    }
    send = {"is_post": True, "data": json.dumps(score), "content_type": "application/vnd.ims.lis.v1.score+json"}
    connector.make_service_request([AGS + "scope/score"], line_item + "/scores", **send)
    accept = "application/vnd.ims.lis.v2.resultcontainer+json"
    results = connector.make_service_request([AGS + "scope/result.readonly"], line_item + "/results", accept=accept)["body"]
    same("the result is the score", [(found["userId"], found["resultScore"]) for found in results], [(claims["sub"], 80)])
    state = requests.get(ready["state_url"], timeout=30).json()
    same("the platform keeps the score", [found["scoreGiven"] for found in state["scores"]], [80])
    if "grades" in state and "lineitem" in endpoint:
        same("the grade reaches the gradebook", [found["score"] for found in state["grades"]], [0.8])
    late = requests.post(
        line_item + "/scores",
        data=json.dumps({**score, "scoreGiven": 10, "timestamp": "2026-01-01T00:00:00Z"}),
        headers={
            "Authorization": "Bearer " + connector.get_access_token([AGS + "scope/score"]),
            "Content-Type": "application/vnd.ims.lis.v1.score+json",
        },
        timeout=30,
    )
    same("a score with an older timestamp is refused", late.status_code in (400, 409), True)


def created_line_item(connector, line_items):
    """A line item of the tool's own, where the platform gives the link none."""
    wanted = {"label": "Made by the tool", "scoreMaximum": 100, "resourceId": "sample"}
    media_type = "application/vnd.ims.lis.v2.lineitem+json"
    send = {"is_post": True, "data": json.dumps(wanted), "content_type": media_type, "accept": media_type}
    return connector.make_service_request([AGS + "scope/lineitem"], line_items, **send)["body"]["id"]


def main():
    for script, deployment, storage, options in (
        ("openlearning_platform.py", "deployment-1", "session", []),
        ("openlearning_platform.py", "deployment-1", "files", []),
        ("openedx_platform.py", "1", "session", []),
        ("openedx_platform.py", "1", "files", ["--ags-mode", "programmatic"]),
    ):
        print(script, *options, f"(launches kept in {storage})")
        port = free_port()
        arguments = ["--tool-url", f"http://127.0.0.1:{port}", "--deployment-id", deployment, *options]
        with (
            tempfile.TemporaryDirectory(prefix="baseline-") as folder,
            platform(script, *arguments) as ready,
            tool(port, ready, storage, folder) as configuration,
        ):
            walk(ready, configuration)


if __name__ == "__main__":
    main()
