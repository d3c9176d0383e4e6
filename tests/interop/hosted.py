"""Badges of Open Badges 2.0 at the validator that 1EdTech published. Reads one question as JSON from the standard input, prints
one answer, and uses no network: every document that it may load is in the question, pictures in base64.

The validator is from 2019. What it expects of Python and of the libraries around it is given to it here; what it checks is
its own.
"""

import base64
import collections
import collections.abc
import json
import logging
import sys

for name in ("Callable", "Hashable", "Iterable", "Mapping", "MutableMapping", "MutableSequence", "Sequence", "Set"):
    setattr(collections, name, getattr(collections.abc, name))

import requests
import requests_cache

question = json.load(sys.stdin)
network = question["network"]
pictures = question.get("pictures", {})


class Response:
    """An answer of the network in the question."""

    from_cache = False

    def __init__(self, address):
        if address in pictures:
            self.content, kind = base64.b64decode(pictures[address]), "image/png"
        else:
            self.content, kind = json.dumps(network.get(address)).encode(), "application/ld+json"
        self.status_code = 200 if address in network or address in pictures else 404
        self.headers = {"content-type": kind, "Content-Type": kind}
        self.text = self.content.decode("latin-1")

    def json(self):
        return json.loads(self.content)


class Session:
    """A session that reaches the question and nothing else."""

    def __init__(self, *_, **__):
        pass

    def get(self, address, **_):
        return Response(address)


requests.Session = requests_cache.CachedSession = Session
requests.get = Session().get

from openbadges.verifier import verifier  # noqa: E402
from openbadges.verifier.openbadges_context import OPENBADGES_CONTEXT_V2_DICT  # noqa: E402


def load(address, options=None):
    if address == "https://w3id.org/openbadges/v2":
        found = OPENBADGES_CONTEXT_V2_DICT
        found = found if "@context" in found else {"@context": found}
    elif address in network:
        found = network[address]
    else:
        raise OSError("not in the question: " + address)
    return {"contextUrl": None, "documentUrl": address, "document": found, "from_cache": False}


verifier.CachableDocumentLoader = lambda **_: load
logging.disable(logging.CRITICAL)


def judge(asked):
    profile = {"email": asked["email"]} if "email" in asked else None
    report = verifier.verify(asked["address"], recipient_profile=profile)["report"]
    return {"valid": report["valid"], "messages": [message["result"] for message in report["messages"]]}


print(json.dumps([judge(asked) for asked in question["verify"]]))
