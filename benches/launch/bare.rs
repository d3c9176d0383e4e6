//! The bare tool: what every LTI tool must do, and not a line more. It checks the signature, issuer, audience,
//! times and nonce against a key that it was given, makes the same durable writes as the real tool in
//! the same number of transactions, and shows a page of one line. No probing of cookies, no policies, no
//! inspector pages, no languages, no metrics.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use microcred::clock::{Clock, Timestamp};
use microcred::random::{Random, fingerprint};
use microcred::store::{Db, Error, Tx, document, query};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::platform::CLIENT_ID;

/// What the bare tool works with.
struct Bare {
    db: Db,
    random: Random,
    clock: Clock,
    key: DecodingKey,
    validation: Validation,
    issuer: String,
    platform_id: String,
    organization_id: String,
    deployment_id: String,
}

/// Serves until the process ends. Prints its address when it is ready.
pub async fn serve(database: &str, issuer: &str) {
    let db = Db::open(database).await.expect("the database opens");
    let key = platform_key(issuer).await;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[CLIENT_ID]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let (random, clock) = (Random::system(), Clock::system());
    let id = || random.id(clock.now()).to_string();
    let bare = Bare {
        platform_id: id(),
        organization_id: id(),
        deployment_id: id(),
        issuer: issuer.to_owned(),
        db,
        key,
        validation,
        random: random.clone(),
        clock: clock.clone(),
    };
    prepare(&bare).await.expect("the tables are there");
    let router = Router::new()
        .route("/lti/login", post(login))
        .route("/lti/launch", post(launch))
        .route("/page/{launch}", get(page))
        .with_state(Arc::new(bare));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address: SocketAddr = listener
        .local_addr()
        .expect("a bound listener has an address");
    announce(address);
    axum::serve(listener, router)
        .await
        .expect("serving does not end");
}

#[expect(
    clippy::print_stdout,
    reason = "the parent process waits for this line"
)]
fn announce(address: SocketAddr) {
    println!("ready at http://{address}");
}

async fn platform_key(issuer: &str) -> DecodingKey {
    use microcred::lti::fetch::{Fetch, Request};
    use microcred::outbound::{Client, Reach};
    let client = Client::new(Reach::PrivateToo).expect("a client can be made");
    let url = format!("{issuer}/jwks").parse().expect("an address");
    let answer = client
        .fetch(Request::json(url, 65536))
        .await
        .expect("the platform answers");
    let set: Value = serde_json::from_slice(&answer.body).expect("a key set");
    let part = |name: &str| set["keys"][0][name].as_str().unwrap_or_default().to_owned();
    DecodingKey::from_rsa_components(&part("n"), &part("e")).expect("a key")
}

async fn prepare(bare: &Bare) -> Result<(), Error> {
    let now = bare.clock.now();
    let mut tx = bare.db.write().await?;
    query("INSERT INTO organization (id, name, timezone, created_at) VALUES ($1, $1, 'UTC', $2)")
        .bind(&bare.organization_id)
        .bind(now)
        .execute(&mut tx)
        .await?;
    query(
        "INSERT INTO platform (id, organization_id, name, profile, profile_overrides, issuer, client_id,
             authorization_url, token_url, jwks_url, status, asked_scopes, created_at, updated_at)
         VALUES ($1, $2, 'bare', 'generic', $3, $4, $5, '', '', '', 'active', $3, $6, $6)",
    )
    .bind(&bare.platform_id)
    .bind(&bare.organization_id)
    .bind(document(&json!([])))
    .bind(&bare.issuer)
    .bind(CLIENT_ID)
    .bind(now)
    .execute(&mut tx)
    .await?;
    query(
        "INSERT INTO deployment (id, platform_id, lti_deployment_id, status, first_seen_at)
         VALUES ($1, $2, '1', 'active', $3)",
    )
    .bind(&bare.deployment_id)
    .bind(&bare.platform_id)
    .bind(now)
    .execute(&mut tx)
    .await?;
    tx.commit().await
}

fn fields(body: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(body).into_owned().collect()
}

fn cookie(headers: &HeaderMap) -> &str {
    headers
        .get(header::COOKIE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn login(State(bare): State<Arc<Bare>>, headers: HeaderMap, body: Bytes) -> Response {
    let fields = fields(&body);
    let now = bare.clock.now();
    let (state, nonce, browser) = (
        bare.random.secret(),
        bare.random.secret(),
        bare.random.secret(),
    );
    let written = async {
        let mut tx = bare.db.write().await?;
        query(
            "INSERT INTO pending_login (id, state_hash, nonce, platform_id, deployment_hint, target_link_uri,
                 binding, secret_hash, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'cookie', $7, $8, $8)",
        )
        .bind(bare.random.id(now).to_string().as_str())
        .bind(fingerprint(&state).as_str())
        .bind(nonce.as_str())
        .bind(&bare.platform_id)
        .bind(fields.get("lti_deployment_id").cloned())
        .bind(fields.get("target_link_uri").cloned())
        .bind(fingerprint(&browser).as_str())
        .bind(now)
        .execute(&mut tx)
        .await?;
        tx.commit().await
    };
    if written.await.is_err() || !cookie(&headers).is_empty() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("scope", "openid")
        .append_pair("response_type", "id_token")
        .append_pair("response_mode", "form_post")
        .append_pair("prompt", "none")
        .append_pair("client_id", CLIENT_ID)
        .append_pair(
            "login_hint",
            fields.get("login_hint").map_or("", String::as_str),
        )
        .append_pair(
            "lti_message_hint",
            fields.get("lti_message_hint").map_or("", String::as_str),
        )
        .append_pair(
            "redirect_uri",
            fields.get("target_link_uri").map_or("", String::as_str),
        )
        .append_pair("state", &state)
        .append_pair("nonce", &nonce)
        .finish();
    let headers = [
        (header::LOCATION, format!("{}/auth?{query}", bare.issuer)),
        (
            header::SET_COOKIE,
            format!("browser={browser}; Path=/; Secure; HttpOnly; SameSite=None"),
        ),
    ];
    (StatusCode::FOUND, headers).into_response()
}

async fn launch(State(bare): State<Arc<Bare>>, headers: HeaderMap, body: Bytes) -> Response {
    let fields = fields(&body);
    let token = fields.get("id_token").map_or("", String::as_str);
    let state = fields.get("state").map_or("", String::as_str);
    let browser = cookie(&headers)
        .strip_prefix("browser=")
        .unwrap_or_default();
    let Ok(claims) = jsonwebtoken::decode::<Value>(token, &bare.key, &bare.validation) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match accept(&bare, state, browser, &claims.claims).await {
        Ok(Some((launch, session))) => {
            let headers = [
                (header::LOCATION, format!("/page/{launch}")),
                (
                    header::SET_COOKIE,
                    format!("session={session}; Path=/; Secure; HttpOnly; SameSite=None"),
                ),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn accept(
    bare: &Bare,
    state: &str,
    browser: &str,
    claims: &Value,
) -> Result<Option<(String, String)>, Error> {
    let now = bare.clock.now();
    let mut tx = bare.db.write().await?;
    let login: Option<(String, String)> = query(
        "UPDATE pending_login SET consumed_at = $2 WHERE state_hash = $1 AND consumed_at IS NULL
         RETURNING nonce, secret_hash",
    )
    .bind(fingerprint(state).as_str())
    .bind(now)
    .optional(&mut tx)
    .await?;
    let is_ours = login.is_some_and(|(nonce, secret_hash)| {
        claims["nonce"] == nonce.as_str() && fingerprint(browser) == secret_hash
    });
    if !is_ours {
        return Ok(None);
    }
    let opened = write(bare, &mut tx, claims, now).await?;
    tx.commit().await?;
    Ok(Some(opened))
}

async fn write(
    bare: &Bare,
    tx: &mut Tx,
    claims: &Value,
    now: Timestamp,
) -> Result<(String, String), Error> {
    const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim/";
    let new_id = || bare.random.id(now).to_string();
    let claim = |name: &str| &claims[format!("{LTI}{name}")];
    let person = new_id();
    query("INSERT INTO person (id, organization_id, display_name, created_at) VALUES ($1, $2, $3, $4)")
        .bind(&person)
        .bind(&bare.organization_id)
        .bind(claims["name"].as_str())
        .bind(now)
        .execute(tx)
        .await?;
    let (user,): (String,) = query(
        "INSERT INTO lms_user (id, platform_id, sub, person_id, name, email, locale, first_launch_at,
             last_launch_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (platform_id, sub) DO UPDATE SET name = excluded.name,
             last_launch_at = excluded.last_launch_at
         RETURNING id",
    )
    .bind(new_id().as_str())
    .bind(&bare.platform_id)
    .bind(claims["sub"].as_str())
    .bind(&person)
    .bind(claims["name"].as_str())
    .bind(claims["email"].as_str())
    .bind(claims["locale"].as_str())
    .bind(now)
    .one(tx)
    .await?;
    let (context,): (String,) = query(
        "INSERT INTO lms_context (id, deployment_id, lti_context_id, title, label, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (deployment_id, lti_context_id) DO UPDATE SET title = excluded.title
         RETURNING id",
    )
    .bind(new_id().as_str())
    .bind(&bare.deployment_id)
    .bind(claim("context")["id"].as_str())
    .bind(claim("context")["title"].as_str())
    .bind(claim("context")["label"].as_str())
    .bind(now)
    .one(tx)
    .await?;
    let (placement,): (String,) = query(
        "INSERT INTO placement (id, deployment_id, lms_context_id, resource_link_id, title, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (deployment_id, resource_link_id) DO UPDATE SET title = excluded.title
         RETURNING id",
    )
    .bind(new_id().as_str())
    .bind(&bare.deployment_id)
    .bind(&context)
    .bind(claim("resource_link")["id"].as_str())
    .bind(claim("resource_link")["title"].as_str())
    .bind(now)
    .one(tx)
    .await?;
    let (launch, session) = (new_id(), bare.random.secret());
    query(
        "INSERT INTO launch (id, session_hash, lms_user_id, deployment_id, lms_context_id, placement_id, role,
             roles, is_test_user, is_masquerading, purpose, locale, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'earner', $7, $8, $8, $9, $10, $11, $11)",
    )
    .bind(&launch)
    .bind(fingerprint(&session).as_str())
    .bind(&user)
    .bind(&bare.deployment_id)
    .bind(&context)
    .bind(&placement)
    .bind(document(claim("roles")))
    .bind(false)
    .bind(document(&json!({"kind": "course"})))
    .bind(claims["locale"].as_str())
    .bind(now)
    .execute(tx)
    .await?;
    query(
        "INSERT INTO launch_record (id, platform_id, is_accepted, code, message_type, facts, created_at)
         VALUES ($1, $2, $3, 'accepted', $4, $5, $6)",
    )
    .bind(new_id().as_str())
    .bind(&bare.platform_id)
    .bind(true)
    .bind(claim("message_type").as_str())
    .bind(document(&json!({"issuer": bare.issuer, "roles": claim("roles")})))
    .bind(now)
    .execute(tx)
    .await?;
    Ok((launch, session))
}

async fn page(
    State(bare): State<Arc<Bare>>,
    Path(launch): Path<String>,
    headers: HeaderMap,
) -> Response {
    let session = cookie(&headers)
        .split("session=")
        .nth(1)
        .unwrap_or_default();
    let found = async {
        let mut db = bare.db.read().await?;
        query(
            "SELECT lms_user.name FROM launch JOIN lms_user ON lms_user.id = launch.lms_user_id
             WHERE launch.id = $1 AND launch.session_hash = $2",
        )
        .bind(&launch)
        .bind(fingerprint(session).as_str())
        .optional::<(Option<String>,)>(&mut db)
        .await
    };
    match found.await {
        Ok(Some((name,))) => Html(format!(
            "<!DOCTYPE html><title>Hello</title><p>{}",
            name.unwrap_or_default()
        ))
        .into_response(),
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
