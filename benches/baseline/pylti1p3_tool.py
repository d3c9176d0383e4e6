"""The tool that benchmarks compare with: PyLTI1p3 on Flask, built as its documentation shows.

It answers at the same addresses as microcred and does what every tool must: login initiation, launch, a first page that greets the
person. A deep linking launch is answered with one link. It keeps no data of its own.

  BASELINE_CONFIG    path of the JSON configuration that `ToolConfJsonFile` reads; `session.key` lies beside it
  BASELINE_STORAGE   where launches wait for the first page: `session` (Flask's signed cookie, the adapter's default) or
                     `files` (Flask-Caching in a folder beside the configuration, which all workers share)
"""

import os
from pathlib import Path

from flask import Flask, jsonify, redirect, render_template_string, session, url_for
from flask_caching import Cache
from pylti1p3.contrib.flask import FlaskCacheDataStorage, FlaskMessageLaunch, FlaskOIDCLogin, FlaskRequest
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.exception import LtiException, OIDCException
from pylti1p3.lineitem import LineItem
from pylti1p3.tool_config import ToolConfJsonFile

CONTEXT = "https://purl.imsglobal.org/spec/lti/claim/context"
KEY_SET_SECONDS = 7200

FIRST_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Micro-credential</title></head>
<body>
  <h1>Hello, {{ launch.get("name", "there") }}</h1>
  <p>You opened a micro-credential{% if context %} in {{ context.get("title", context["id"]) }}{% endif %}.</p>
  {% if teaches %}<p>You may assess in this course.</p>{% endif %}
</body>
</html>
"""


def create_app():
    """The application, for `gunicorn 'pylti1p3_tool:create_app()'`."""
    configuration = Path(os.environ["BASELINE_CONFIG"])
    storage = os.environ.get("BASELINE_STORAGE", "session")
    tool = ToolConfJsonFile(str(configuration))

    app = Flask(__name__)
    # Workers are processes: each must be able to read the cookie that another one wrote.
    app.secret_key = configuration.with_name("session.key").read_bytes()
    # One key set per worker and two hours, instead of one request to the platform per launch.
    key_sets = FlaskCacheDataStorage(Cache(app, config={"CACHE_TYPE": "SimpleCache"}))

    if storage == "files":
        folder = configuration.with_name("launches")
        files = Cache(app, config={"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": str(folder), "CACHE_THRESHOLD": 0})

    def launch_storage():
        return FlaskCacheDataStorage(files) if storage == "files" else None

    @app.route("/lti/login", methods=["GET", "POST"])
    def login():
        oidc_login = FlaskOIDCLogin(FlaskRequest(), tool, launch_data_storage=launch_storage())
        return oidc_login.redirect(url_for("launch", _external=True))

    @app.post("/lti/launch")
    def launch():
        message = FlaskMessageLaunch(FlaskRequest(), tool, launch_data_storage=launch_storage())
        message.set_public_key_caching(key_sets, cache_lifetime=KEY_SET_SECONDS)
        message.validate()
        launch_id = message.get_launch_id()
        if message.is_deep_link_launch():
            return message.get_deep_link().output_response_form([sample_link()])
        forget_finished_launches(launch_id, message.get_launch_data()["nonce"])
        return redirect(url_for("first_page", launch_id=launch_id), code=303)

    @app.get("/page/<launch_id>")
    def first_page(launch_id):
        message = FlaskMessageLaunch.from_cache(launch_id, FlaskRequest(), tool, launch_data_storage=launch_storage())
        claims = message.get_launch_data()
        return render_template_string(
            FIRST_PAGE, launch=claims, context=claims.get(CONTEXT), teaches=message.check_teacher_access()
        )

    @app.get("/lti/jwks.json")
    def key_set():
        return jsonify(tool.get_jwks())

    @app.errorhandler(LtiException)
    @app.errorhandler(OIDCException)
    def refused(why):
        return f"This launch cannot be accepted: {why}", 401, {"content-type": "text/plain; charset=utf-8"}

    def sample_link():
        line_item = LineItem().set_label("Sample credential").set_score_maximum(100)
        return (
            DeepLinkResource()
            .set_url(url_for("launch", _external=True))
            .set_title("Sample credential")
            .set_custom_params({"credential": "sample"})
            .set_lineitem(line_item)
        )

    return app


def forget_finished_launches(launch_id, nonce):
    """A cookie holds 4 kB: without this the second or third launch of a browser would be dropped without a word.

    The nonces of logins that are still under way in other frames stay.
    """
    for key in list(session):
        finished = key.startswith("lti1p3-launch-") or key.endswith("-id-token-hash") or key == f"lti1p3-nonce-{nonce}"
        if finished and key != launch_id:
            del session[key]
