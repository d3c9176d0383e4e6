// Badges at software of others (Digital Bazaar's verifiable credentials, jose): it judges what we sign, and signs what
// we judge. Reads one question as JSON from the standard input, prints one answer, and uses no network: every document
// that it may load is in the question.

import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import * as ed25519 from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import {compactVerify, importJWK} from 'jose';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {text} from 'node:stream/consumers';

const question = JSON.parse(await text(process.stdin));
const network = new Map(Object.entries(question.network));

async function documentLoader(url) {
  const [place, fragment] = url.split('#');
  const whole = network.get(place);
  if(whole === undefined) {
    throw new Error(`not in the question: ${url}`);
  }
  if(fragment === undefined || whole.id === url || !whole.verificationMethod) {
    return {contextUrl: null, documentUrl: url, document: whole};
  }
  const method = whole.verificationMethod.find(({id}) => id === url);
  if(method === undefined) {
    throw new Error(`no such key: ${url}`);
  }
  const document = {'@context': 'https://w3id.org/security/multikey/v1', ...method};
  return {contextUrl: null, documentUrl: url, document};
}

const proof = () => new DataIntegrityProof({cryptosuite});

async function verify(badge) {
  const result = await vc.verifyCredential({
    credential: badge, suite: proof(), documentLoader, now: question.now, checkStatus: bitstring.checkStatus
  });
  const isSet = (result.statusResult?.results ?? []).some(({status}) => status);
  return {verified: result.verified && !isSet, error: reason(result.error), isSet};
}

function reason(error) {
  return error && [error.message, ...(error.errors ?? []).map(({message}) => message)].join('; ');
}

async function verifyToken({token, jwk}) {
  try {
    const {payload} = await compactVerify(token, await importJWK(jwk));
    return {verified: true, badge: JSON.parse(new TextDecoder().decode(payload))};
  } catch(error) {
    return {verified: false, error: error.message};
  }
}

async function issue({badge, controller, fragment}) {
  const seed = new Uint8Array(32).fill(42);
  let pair = await ed25519.generate({seed});
  const id = `${controller ?? `did:key:${pair.publicKeyMultibase}`}#${fragment ?? pair.publicKeyMultibase}`;
  pair = await ed25519.generate({seed, id, controller: id.split('#')[0]});
  const suite = new DataIntegrityProof({cryptosuite, signer: pair.signer(), date: question.now});
  const credential = {...badge, issuer: {...badge.issuer, id: pair.controller}};
  const signed = await vc.issue({credential, suite, documentLoader});
  return {badge: signed, key: pair.publicKeyMultibase};
}

const answer = [];
for(const asked of question.verify ?? []) {
  answer.push(await verify(asked));
}
for(const asked of question.tokens ?? []) {
  answer.push(await verifyToken(asked));
}
for(const asked of question.issue ?? []) {
  answer.push(await issue(asked));
}
console.log(JSON.stringify(answer));
