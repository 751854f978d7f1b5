-- The first tables. The same text runs on SQLite and on PostgreSQL;
-- moments are milliseconds since 1970 in UTC, and account and region open every key, as they do in every ARN.
-- A later version adds files; this one never changes.

CREATE TABLE home (
    account   TEXT   NOT NULL,
    region    TEXT   NOT NULL UNIQUE,
    key_check TEXT   NOT NULL, -- a known text wrapped with the master key: tells at start whether the key is the right one
    created   BIGINT NOT NULL,
    PRIMARY KEY (account, region)
);

CREATE TABLE iam_user (
    account       TEXT    NOT NULL,
    region        TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    user_id       TEXT    NOT NULL, -- AIDA…
    administrator BOOLEAN NOT NULL,
    created       BIGINT  NOT NULL,
    PRIMARY KEY (account, region, name)
);

CREATE TABLE iam_role (
    account TEXT   NOT NULL,
    region  TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    role_id TEXT   NOT NULL, -- AROA…
    created BIGINT NOT NULL,
    PRIMARY KEY (account, region, name)
);

CREATE TABLE access_key (
    account        TEXT    NOT NULL,
    region         TEXT    NOT NULL,
    access_key_id  TEXT    NOT NULL,
    wrapped_secret TEXT    NOT NULL,
    token_hash     TEXT,   -- temporary keys only
    user_name      TEXT,   -- either the user the key belongs to …
    role_name      TEXT,   -- … or the role and the node it was issued for
    node_id        TEXT,
    active         BOOLEAN NOT NULL,
    created        BIGINT  NOT NULL,
    expires        BIGINT, -- temporary keys only
    PRIMARY KEY (account, region, access_key_id)
);
CREATE INDEX access_key_by_node ON access_key (account, region, node_id);
CREATE INDEX access_key_by_expiry ON access_key (account, region, expires);

CREATE TABLE activation (
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    id                 TEXT    NOT NULL,
    code_hash          TEXT    NOT NULL,
    role_name          TEXT    NOT NULL,
    description        TEXT    NOT NULL,
    instance_name      TEXT    NOT NULL,
    registration_limit INTEGER NOT NULL,
    registrations      INTEGER NOT NULL,
    created            BIGINT  NOT NULL,
    expires            BIGINT  NOT NULL,
    PRIMARY KEY (account, region, id)
);

CREATE TABLE join_token (
    account    TEXT    NOT NULL,
    region     TEXT    NOT NULL,
    token_hash TEXT    NOT NULL,
    node_id    TEXT    NOT NULL,
    role_name  TEXT    NOT NULL,
    takes_over BOOLEAN NOT NULL, -- whether the token may replace a node that is registered
    created    BIGINT  NOT NULL,
    expires    BIGINT  NOT NULL,
    used       BIGINT,
    PRIMARY KEY (account, region, token_hash)
);

CREATE TABLE node (
    account          TEXT   NOT NULL,
    region           TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    role_name        TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    activation_id    TEXT,
    registered       BIGINT NOT NULL,
    public_key       TEXT   NOT NULL, -- base64 of SubjectPublicKeyInfo in DER
    fingerprint      TEXT   NOT NULL,
    agent_name       TEXT   NOT NULL,
    agent_version    TEXT   NOT NULL,
    agent_status     TEXT   NOT NULL,
    platform_type    TEXT   NOT NULL,
    platform_name    TEXT   NOT NULL,
    platform_version TEXT   NOT NULL,
    ip_address       TEXT   NOT NULL,
    computer_name    TEXT   NOT NULL,
    channel          TEXT   NOT NULL,
    last_ping        BIGINT,
    PRIMARY KEY (account, region, id)
);

-- Tags of whatever can have some: nodes, and the activations and join tokens that hand theirs on to nodes.
CREATE TABLE resource_tag (
    account   TEXT NOT NULL,
    region    TEXT NOT NULL,
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    tag_key   TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (account, region, kind, id, tag_key)
);

-- Signatures of requests that count once only, until those requests are too old to be accepted anyway.
CREATE TABLE used_signature (
    account        TEXT   NOT NULL,
    region         TEXT   NOT NULL,
    node_id        TEXT   NOT NULL,
    signature_hash TEXT   NOT NULL,
    until          BIGINT NOT NULL,
    PRIMARY KEY (account, region, node_id, signature_hash)
);
CREATE INDEX used_signature_by_end ON used_signature (account, region, until);

CREATE TABLE session (
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    target      TEXT    NOT NULL,
    owner_arn   TEXT    NOT NULL,
    owner_id    TEXT    NOT NULL,
    document    TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    parameters  TEXT    NOT NULL, -- JSON: name to list of texts
    idle_millis BIGINT  NOT NULL,
    max_millis  BIGINT,
    started     BIGINT  NOT NULL,
    ended       BIGINT,           -- NULL while the session goes on
    end_reason  TEXT,
    end_detail  TEXT,
    node_knows  BOOLEAN NOT NULL, -- whether the node has confirmed the end
    PRIMARY KEY (account, region, id)
);
CREATE INDEX session_by_start ON session (account, region, started, id);
CREATE INDEX session_by_end ON session (account, region, ended);

-- The newest token of each side of a session that goes on; issuing another one replaces it.
CREATE TABLE session_token (
    account    TEXT    NOT NULL,
    region     TEXT    NOT NULL,
    session_id TEXT    NOT NULL,
    side       TEXT    NOT NULL,
    token_hash TEXT    NOT NULL,
    expires    BIGINT  NOT NULL,
    used       BOOLEAN NOT NULL,
    PRIMARY KEY (account, region, session_id, side)
);
