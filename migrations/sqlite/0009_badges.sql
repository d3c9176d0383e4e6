-- What of an award is shown to the world: who issues, with which keys, the signed documents, and the lists of what was taken back.

-- Who stands for badges. Its DID is made of the badge host and the slug, so that neither ever changes.
CREATE TABLE issuer (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT,
    email TEXT,
    description TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (organization_id, name)
);

-- The pairs of keys of an issuer: one signs documents, the other tokens. Public halves stay for ever.
CREATE TABLE issuer_key (
    issuer_id TEXT NOT NULL REFERENCES issuer (id),
    number INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    public_jwk TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    sealed_jwk TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expired_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (issuer_id, number)
);

-- Signed lists of what was taken back. The newest of an issuer takes places.
CREATE TABLE status_list (
    id TEXT NOT NULL PRIMARY KEY,
    issuer_id TEXT NOT NULL REFERENCES issuer (id),
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    UNIQUE (issuer_id, number)
);
CREATE INDEX status_list_by_end ON status_list (valid_until);

-- Under which name the badges of a person go: it says nothing to others.
CREATE TABLE badge_subject (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    id TEXT NOT NULL UNIQUE
);

-- The badge of an award as it was last issued.
CREATE TABLE badge (
    award_id TEXT NOT NULL PRIMARY KEY REFERENCES award (id),
    code TEXT NOT NULL UNIQUE,
    issuer_id TEXT NOT NULL REFERENCES issuer (id),
    issue INTEGER NOT NULL,
    key_number INTEGER NOT NULL,
    salt TEXT NOT NULL,
    identity TEXT,
    document TEXT NOT NULL,
    token TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    public_name TEXT,
    shows_results INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX badge_by_issuer ON badge (issuer_id);

-- Which place of which list an issue of a badge has. A place that is set is never cleared.
CREATE TABLE status_place (
    status_list_id TEXT NOT NULL REFERENCES status_list (id),
    place INTEGER NOT NULL,
    award_id TEXT NOT NULL REFERENCES award (id),
    is_set INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (status_list_id, place)
);
CREATE INDEX status_place_by_award ON status_place (award_id);
CREATE INDEX status_place_set ON status_place (status_list_id, place) WHERE is_set;

-- Awards whose badge is still to be made: those from before there were badges, and those whose badge could not be signed.
ALTER TABLE award ADD COLUMN is_badge_due INTEGER NOT NULL DEFAULT 1;
CREATE INDEX award_badge_due ON award (id) WHERE is_badge_due;
