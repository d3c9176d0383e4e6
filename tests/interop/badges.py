"""Badges at software of others (openbadgeslib): it judges what we sign, and signs what we judge. Reads one question as
JSON from the standard input, prints one answer, and uses no network: every document that it may load is in the question.
"""

import json
import sys
from datetime import datetime, timezone

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from openbadgeslib.keys import public_jwk_from_pem
from openbadgeslib.ob3.credential import Achievement, Issuer, OpenBadgeCredential
from openbadgeslib.ob3.did import build_did_document, resolve_verification_method
from openbadgeslib.ob3.ldp import OB3LdpSigner, OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3Verifier
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def download(network):
    def fetch(address):
        if address not in network:
            raise OSError("not in the question: " + address)
        return json.dumps(network[address]).encode()

    return fetch


def judge(action):
    try:
        return {"verified": True, "name": action().achievement.name}
    except Exception as error:  # whatever it is, it is its verdict
        return {"verified": False, "error": str(error)}


def verify(document, network):
    """The library reads lists with a proof inside and checks the proofs of lists that are tokens, so that of the list is
    asked about by itself."""
    issuer = document["issuer"]["id"]
    fetch = download(network)
    verifier = OB3LdpVerifier.for_issuer_did(issuer)

    def whole():
        for entry in [document["credentialStatus"]] if "credentialStatus" in document else []:
            status_list = network[entry["statusListCredential"]]
            method = status_list["proof"][0]["verificationMethod"]
            verify_data_integrity_proof(status_list, resolve_verification_method(method, fetch))
        return verifier.verify(document, check_status=True, download=fetch, verify_status_list=False)

    return judge(whole)


def verify_token(asked, network):
    fetch = download(network)
    return judge(lambda: OB3Verifier.for_issuer_did(asked["issuer"], fetch).verify(asked["token"]))


def unbake(picture):
    return {"content": OB3Verifier.extract_token_from_svg(picture.encode())}


def credential(issuer):
    achievement = Achievement(
        id="https://school.example/achievements/listening",
        name="Listening Closely",
        description="Hears what learners say.",
        criteria_narrative="One lesson, heard twice.",
        credits_available=1.5,
        tags=["listening"],
    )
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name="Lakeside School"),
        recipient_id="urn:uuid:0b0e5d36-9d5c-4a57-8a0f-0d7f0f0f7a01",
        achievement=achievement,
        credits_earned=1.5,
        id="https://school.example/badges/1",
        issuance_date=datetime(2026, 11, 1, tzinfo=timezone.utc),
    )


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def jwk(key):
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return public_jwk_from_pem(public)


def issue(issuer):
    """One badge with its proof inside, the same in a picture, one as a token, and the issuer's document."""
    own = ed25519.Ed25519PrivateKey.generate()
    of_tokens = ec.generate_private_key(ec.SECP256R1())
    signer = OB3LdpSigner(pem(own), issuer + "#own")
    badge = credential(issuer)
    return {
        "badge": signer.sign(badge),
        "picture": signer.sign_into_svg(badge, PLAIN).decode(),
        "token": OB3Signer(pem(of_tokens), algorithm="ES256").sign(badge),
        "document": build_did_document(issuer, [("own", jwk(own)), ("tokens", jwk(of_tokens))]),
    }


def main():
    question = json.load(sys.stdin)
    network = question["network"]
    answer = [verify(asked, network) for asked in question.get("verify", [])]
    answer += [verify_token(asked, network) for asked in question.get("tokens", [])]
    answer += [unbake(asked) for asked in question.get("pictures", [])]
    answer += [issue(asked) for asked in question.get("issue", [])]
    print(json.dumps(answer))


main()
