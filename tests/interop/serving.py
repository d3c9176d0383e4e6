"""The outside of every foreign platform: its arguments, its ready line, its life line.

Owns how a platform is started and stopped by a test. Knows nothing of LTI.
"""

import argparse
import json
import logging
import signal
import socket
import sys
import threading

from werkzeug.serving import WSGIRequestHandler, make_server


def parser(description):
    """The arguments that every platform takes; `--port 0` takes a free one."""
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--tool-url", required=True, help="base address of the tool, without a closing slash")
    arguments.add_argument("--client-id", required=True)
    arguments.add_argument("--deployment-id", required=True)
    return arguments


class Listener:
    """A bound loopback port: a platform must know its own address before its configuration can be made."""

    def __init__(self, port):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen(128)
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def serve(self, application, ready):
        """Answers requests until standard input closes, after one line of JSON that says what to configure."""
        server = make_server(
            "127.0.0.1",
            self.port,
            application,
            threaded=True,
            request_handler=_QuietRequests,
            fd=self._socket.fileno(),
        )
        # A test that dies closes our standard input, however it died; no server may outlive it.
        threading.Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        server.serve_forever(poll_interval=0.1)


class _QuietRequests(WSGIRequestHandler):
    """Leaves out the line per request; errors still reach standard error."""

    def log_request(self, *_arguments):
        pass


def _stop_at_end_of_input(server):
    while sys.stdin.buffer.read(4096):
        pass
    server.shutdown()


def quiet_libraries():
    """Their notes on how they are built and run are no news to a test."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
