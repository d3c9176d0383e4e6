//! `id_token`s as platforms make them, and as attackers would. Owns making a launch that is valid in everything,
//! from which a test takes away or changes what its claim is about.

use std::sync::OnceLock;

use aws_lc_rs::{hmac, rand::SystemRandom, signature};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use microcred::lti::names::{claim, message};
use microcred::lti::signing_key::SigningKey;
use serde_json::{Map, Value, json};

/// The namespaces of the role vocabulary (LTI Core A.2).
pub const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
pub const INSTITUTION: &str = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

/// Who launches when a test does not say otherwise.
pub const SUB: &str = "sub-4f1d7c02-dana";
pub const NAME: &str = "Dana Rey";
pub const EMAIL: &str = "dana.rey@example.org";

/// A platform's key pair. Making one takes a while, so all tests of a process share a few.
pub struct PlatformKey {
    pub kid: String,
    pub public_jwk: Value,
    pkcs8: Vec<u8>,
}

impl PlatformKey {
    /// One of three keys.
    pub fn number(index: usize) -> &'static Self {
        static KEYS: [OnceLock<PlatformKey>; 3] = [const { OnceLock::new() }; 3];
        KEYS[index].get_or_init(|| {
            let key = SigningKey::generate().unwrap();
            Self {
                kid: key.key_id().to_owned(),
                public_jwk: key.public_jwk().clone(),
                pkcs8: key.pkcs8().to_vec(),
            }
        })
    }

    fn pair(&self) -> signature::RsaKeyPair {
        signature::RsaKeyPair::from_pkcs8(&self.pkcs8).unwrap()
    }

    /// The public half as a PEM file, the form in which a careless verifier would use it as a shared secret.
    pub fn public_pem(&self) -> Vec<u8> {
        use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
        use signature::KeyPair;
        let pair = self.pair();
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let text = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
        format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n").into_bytes()
    }
}

/// How a token is signed.
#[derive(Clone)]
pub enum Signer {
    /// With RSA: RS256, or what its name says.
    Rsa(&'static PlatformKey, &'static dyn signature::RsaEncoding),
    /// HS256, with this as the shared secret.
    Hmac(Vec<u8>),
    /// Not at all.
    Nobody,
}

/// A token in the making.
#[derive(Clone)]
pub struct Token {
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signer: Signer,
}

fn members(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

impl Token {
    /// With these claims, signed by this key.
    pub fn new(claims: Value, key: &'static PlatformKey) -> Self {
        Self {
            header: members(json!({"typ": "JWT", "alg": "RS256", "kid": key.kid})),
            claims: members(claims),
            signer: Signer::Rsa(key, &signature::RSA_PKCS1_SHA256),
        }
    }

    /// Sets a claim.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    /// Takes a claim away.
    pub fn without(mut self, name: &str) -> Self {
        self.claims.remove(name);
        self
    }

    /// Takes all claims away and has these instead.
    pub fn only(mut self, claims: Value) -> Self {
        self.claims = members(claims);
        self
    }

    /// Sets a member of the header.
    pub fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    /// Takes a member of the header away.
    pub fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// Signs in another way, and says so in the header.
    pub fn signed(mut self, algorithm: &str, signer: Signer) -> Self {
        self.signer = signer;
        self.header("alg", algorithm)
    }

    /// Sets the roles.
    pub fn roles(self, roles: &[&str]) -> Self {
        self.with(claim::ROLES, roles)
    }

    /// Launched by somebody who teaches the course.
    pub fn instructor(self) -> Self {
        self.roles(&[&format!("{MEMBERSHIP}Instructor")])
    }

    /// Launched by somebody else.
    pub fn person(self, sub: &str, name: &str) -> Self {
        let email = format!("{sub}@example.org");
        self.with("sub", sub)
            .with("name", name)
            .with("email", email)
            .without("given_name")
            .without("family_name")
    }

    /// A deep linking request (Deep Linking 2.0 section 4.4) that accepts links.
    pub fn deep_linking(self, return_url: &str, data: Option<&str>) -> Self {
        let mut settings = json!({
            "deep_link_return_url": return_url,
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["iframe", "window"],
            "accept_multiple": true,
        });
        if let Some(data) = data {
            settings["data"] = json!(data);
        }
        self.without(claim::RESOURCE_LINK)
            .with(claim::MESSAGE_TYPE, message::DEEP_LINKING)
            .with(claim::DEEP_LINKING_SETTINGS, settings)
    }

    /// The claims so far.
    pub fn claims(&self) -> Value {
        Value::Object(self.claims.clone())
    }

    /// The signed token.
    pub fn jwt(&self) -> String {
        self.jwt_of(&self.claims().to_string())
    }

    /// The signed token with this text as its payload, for what `json!` cannot say.
    pub fn jwt_of(&self, payload: &str) -> String {
        let header = Value::Object(self.header.clone()).to_string();
        let input = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(payload)
        );
        let signature = self.sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn sign(&self, input: &[u8]) -> Vec<u8> {
        match &self.signer {
            Signer::Rsa(key, encoding) => {
                let pair = key.pair();
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &SystemRandom::new(), input, &mut signature)
                    .unwrap();
                signature
            }
            Signer::Hmac(secret) => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
                hmac::sign(&key, input).as_ref().to_vec()
            }
            Signer::Nobody => Vec::new(),
        }
    }
}
