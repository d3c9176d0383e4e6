"""Writes the folder that `pylti1p3_tool.py` runs from: keys, session key and the configuration for one platform.

  python configure.py FOLDER < ready.json

`ready.json` is the line that a platform prints when it is ready (tests/interop), or the same members written by hand:
issuer, client_id, deployment_ids, authorization_url, token_url, jwks_url.
"""

import json
import secrets
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def write(folder, platform):
    """Makes `folder` and returns the path of the configuration in it."""
    folder.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (folder / "private.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "public.key").write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    (folder / "session.key").write_bytes(secrets.token_bytes(32))
    registration = {
        "default": True,
        "client_id": platform["client_id"],
        "auth_login_url": platform["authorization_url"],
        "auth_token_url": platform["token_url"],
        "auth_audience": None,
        "key_set_url": platform["jwks_url"],
        "key_set": None,
        "private_key_file": "private.key",
        "public_key_file": "public.key",
        "deployment_ids": platform["deployment_ids"],
    }
    configuration = folder / "config.json"
    configuration.write_text(json.dumps({platform["issuer"]: [registration]}, indent=2) + "\n")
    return configuration


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), json.load(sys.stdin)))
