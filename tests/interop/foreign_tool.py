"""The tool of benches/baseline (PyLTI1p3 on Flask), started by a test and launched by the practice LMS.

A tool and a platform each need the other's addresses first. So this prints its own as soon as it has a port, as {"url": …}, then reads
one line of JSON with the platform's values (those of benches/baseline/configure.py), and prints {} when it serves.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import serving

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
        os.environ["BASELINE_CONFIG"] = str(configure.write(Path(folder), platform))
        listener.serve(pylti1p3_tool.create_app(), {})


if __name__ == "__main__":
    main()
