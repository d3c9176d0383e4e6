"""The tool of benches/baseline (PyLTI1p3 on Flask), started by a test and launched by the practice LMS.

A tool and a platform each need the other's addresses first. So this prints its own as soon as it has a port, as {"url": …}, then reads
one line of JSON with the platform's values (those of benches/baseline/configure.py), and prints {} when it serves.

  GET /services/<launch>   of the browser that launched: JSON with the names on the roster, and the results after a score of 80 was sent
"""

import json
import os
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import serving
from flask import jsonify
from pylti1p3.contrib.flask import FlaskMessageLaunch, FlaskRequest
from pylti1p3.grade import Grade
from pylti1p3.tool_config import ToolConfJsonFile

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "benches" / "baseline"))

import configure  # noqa: E402
import pylti1p3_tool  # noqa: E402


def main():
    serving.quiet_libraries()
    listener = serving.Listener(0)
    sys.stdout.write(json.dumps({"url": listener.url}) + "\n")
    sys.stdout.flush()
    platform = json.loads(sys.stdin.readline())
    with tempfile.TemporaryDirectory(prefix="foreign-tool-") as folder:
        configuration = str(configure.write(Path(folder), platform))
        os.environ["BASELINE_CONFIG"] = configuration
        app = pylti1p3_tool.create_app()
        app.add_url_rule("/services/<launch>", view_func=lambda launch: services(launch, ToolConfJsonFile(configuration)))
        listener.serve(app, {})


def services(launch, configuration):
    message = FlaskMessageLaunch.from_cache(launch, FlaskRequest(), configuration)
    members = message.get_nrps().get_members()
    grade = (
        Grade()
        .set_score_given(80)
        .set_score_maximum(100)
        .set_timestamp(datetime.now(timezone.utc).isoformat())
        .set_activity_progress("Completed")
        .set_grading_progress("FullyGraded")
        .set_user_id(message.get_launch_data()["sub"])
    )
    grades = message.get_ags()
    grades.put_grade(grade)
    results = grades.get_grades()
    return jsonify(members=[member.get("name") for member in members], results=[result["resultScore"] for result in results])


if __name__ == "__main__":
    main()
