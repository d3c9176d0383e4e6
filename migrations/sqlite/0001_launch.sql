-- Organisations, their LMSs, the people who launch, and what is kept of each launch.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text; flags are 0 or 1.

CREATE TABLE organization (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    timezone TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE platform (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    profile_overrides TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    authorization_url TEXT NOT NULL,
    token_url TEXT NOT NULL,
    jwks_url TEXT NOT NULL,
    token_audience TEXT,
    status TEXT NOT NULL,
    asked_scopes TEXT NOT NULL,
    granted_scopes TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (issuer, client_id)
) STRICT;
CREATE INDEX platform_by_organization ON platform (organization_id);

CREATE TABLE deployment (
    id TEXT NOT NULL PRIMARY KEY,
    platform_id TEXT NOT NULL REFERENCES platform (id),
    lti_deployment_id TEXT NOT NULL,
    school_name TEXT,
    platform_guid TEXT,
    status TEXT NOT NULL,
    first_seen_at INTEGER NOT NULL,
    decided_at INTEGER,
    UNIQUE (platform_id, lti_deployment_id)
) STRICT;

CREATE TABLE invite (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    platform_id TEXT REFERENCES platform (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE TABLE registration_draft (
    id TEXT NOT NULL PRIMARY KEY,
    invite_id TEXT NOT NULL REFERENCES invite (id),
    configuration TEXT NOT NULL,
    configuration_url TEXT NOT NULL,
    sealed_token TEXT,
    form_token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX registration_draft_by_expiry ON registration_draft (expires_at);

CREATE TABLE pending_login (
    id TEXT NOT NULL PRIMARY KEY,
    state_hash TEXT NOT NULL UNIQUE,
    nonce TEXT NOT NULL,
    platform_id TEXT NOT NULL REFERENCES platform (id),
    deployment_hint TEXT,
    target_link_uri TEXT NOT NULL,
    binding TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    storage_target TEXT,
    ticket_hash TEXT,
    ticket_expires_at INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    consumed_at INTEGER
) STRICT;
CREATE INDEX pending_login_by_expiry ON pending_login (expires_at);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    display_name TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE lms_user (
    id TEXT NOT NULL PRIMARY KEY,
    platform_id TEXT NOT NULL REFERENCES platform (id),
    sub TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    name TEXT,
    email TEXT,
    locale TEXT,
    first_launch_at INTEGER,
    last_launch_at INTEGER,
    UNIQUE (platform_id, sub)
) STRICT;
CREATE INDEX lms_user_by_person ON lms_user (person_id);

CREATE TABLE lms_context (
    id TEXT NOT NULL PRIMARY KEY,
    deployment_id TEXT NOT NULL REFERENCES deployment (id),
    lti_context_id TEXT NOT NULL,
    title TEXT,
    label TEXT,
    lineitems_url TEXT,
    memberships_url TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (deployment_id, lti_context_id)
) STRICT;

CREATE TABLE placement (
    id TEXT NOT NULL PRIMARY KEY,
    deployment_id TEXT NOT NULL REFERENCES deployment (id),
    lms_context_id TEXT REFERENCES lms_context (id),
    resource_link_id TEXT NOT NULL,
    title TEXT,
    lineitem_url TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (deployment_id, resource_link_id)
) STRICT;

CREATE TABLE launch (
    id TEXT NOT NULL PRIMARY KEY,
    session_hash TEXT NOT NULL,
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    deployment_id TEXT NOT NULL REFERENCES deployment (id),
    lms_context_id TEXT REFERENCES lms_context (id),
    placement_id TEXT REFERENCES placement (id),
    role TEXT NOT NULL,
    roles TEXT NOT NULL,
    is_test_user INTEGER NOT NULL,
    is_masquerading INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    locale TEXT,
    return_url TEXT,
    storage_target TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX launch_by_expiry ON launch (expires_at);
CREATE INDEX launch_by_lms_user ON launch (lms_user_id, created_at);

CREATE TABLE launch_record (
    id TEXT NOT NULL PRIMARY KEY,
    platform_id TEXT REFERENCES platform (id),
    is_accepted INTEGER NOT NULL,
    code TEXT NOT NULL,
    message_type TEXT,
    facts TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX launch_record_by_time ON launch_record (created_at, id);
CREATE INDEX launch_record_refused_by_time ON launch_record (created_at, id) WHERE NOT is_accepted;
CREATE INDEX launch_record_by_platform ON launch_record (platform_id, created_at);

CREATE TABLE signing_key (
    id TEXT NOT NULL PRIMARY KEY,
    public_jwk TEXT NOT NULL,
    sealed TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    active_from INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

CREATE TABLE role_grant (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX role_grant_by_person ON role_grant (person_id);
CREATE UNIQUE INDEX role_grant_once ON role_grant (organization_id, person_id, role) WHERE revoked_at IS NULL;

CREATE TABLE audit_event (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT REFERENCES organization (id),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_event_by_subject ON audit_event (subject_id, created_at);

CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
