-- IAM. Whatever belongs to a user, group or role is keyed by its unique id (AIDA…, AGPA…, AROA…): names may change and be
-- given again, ids never. Names are kept as they were given and are unique whatever the case of their letters: name_key is
-- the name in small letters.

CREATE TABLE iam_user_2 (
    account      TEXT   NOT NULL,
    region       TEXT   NOT NULL,
    user_id      TEXT   NOT NULL, -- AIDA…
    name         TEXT   NOT NULL,
    name_key     TEXT   NOT NULL,
    path         TEXT   NOT NULL,
    boundary_arn TEXT,
    created      BIGINT NOT NULL,
    PRIMARY KEY (account, region, user_id),
    UNIQUE (account, region, name_key)
);

CREATE TABLE iam_group (
    account  TEXT   NOT NULL,
    region   TEXT   NOT NULL,
    group_id TEXT   NOT NULL, -- AGPA…
    name     TEXT   NOT NULL,
    name_key TEXT   NOT NULL,
    path     TEXT   NOT NULL,
    created  BIGINT NOT NULL,
    PRIMARY KEY (account, region, group_id),
    UNIQUE (account, region, name_key)
);

CREATE TABLE iam_group_member (
    account  TEXT NOT NULL,
    region   TEXT NOT NULL,
    group_id TEXT NOT NULL,
    user_id  TEXT NOT NULL,
    PRIMARY KEY (account, region, group_id, user_id)
);
CREATE INDEX iam_group_member_by_user ON iam_group_member (account, region, user_id);

CREATE TABLE iam_role_2 (
    account             TEXT    NOT NULL,
    region              TEXT    NOT NULL,
    role_id             TEXT    NOT NULL, -- AROA…
    name                TEXT    NOT NULL,
    name_key            TEXT    NOT NULL,
    path                TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    trust_policy        TEXT    NOT NULL, -- JSON, as it was given
    max_session_seconds INTEGER NOT NULL,
    boundary_arn        TEXT,
    created             BIGINT  NOT NULL,
    PRIMARY KEY (account, region, role_id),
    UNIQUE (account, region, name_key)
);

CREATE TABLE iam_instance_profile (
    account    TEXT   NOT NULL,
    region     TEXT   NOT NULL,
    profile_id TEXT   NOT NULL, -- AIPA…
    name       TEXT   NOT NULL,
    name_key   TEXT   NOT NULL,
    path       TEXT   NOT NULL,
    role_id    TEXT,            -- NULL while it contains no role
    created    BIGINT NOT NULL,
    PRIMARY KEY (account, region, profile_id),
    UNIQUE (account, region, name_key)
);
CREATE INDEX iam_instance_profile_by_role ON iam_instance_profile (account, region, role_id);

-- Customer-managed policies; those of Amazon's come with the program.
CREATE TABLE iam_policy (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    policy_id       TEXT    NOT NULL, -- ANPA…
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    default_version INTEGER NOT NULL,
    newest_version  INTEGER NOT NULL, -- the highest number ever given: numbers never return
    created         BIGINT  NOT NULL,
    updated         BIGINT  NOT NULL,
    PRIMARY KEY (account, region, policy_id),
    UNIQUE (account, region, name_key)
);

CREATE TABLE iam_policy_version (
    account   TEXT    NOT NULL,
    region    TEXT    NOT NULL,
    policy_id TEXT    NOT NULL,
    version   INTEGER NOT NULL, -- 2 for v2
    document  TEXT    NOT NULL, -- JSON, as it was given
    created   BIGINT  NOT NULL,
    PRIMARY KEY (account, region, policy_id, version)
);

-- Managed policies of either kind and whom they are attached to.
CREATE TABLE iam_attachment (
    account    TEXT   NOT NULL,
    region     TEXT   NOT NULL,
    owner_id   TEXT   NOT NULL, -- AIDA…, AGPA… or AROA…
    policy_arn TEXT   NOT NULL,
    attached   BIGINT NOT NULL,
    PRIMARY KEY (account, region, owner_id, policy_arn)
);
CREATE INDEX iam_attachment_by_policy ON iam_attachment (account, region, policy_arn);

CREATE TABLE iam_inline_policy (
    account  TEXT NOT NULL,
    region   TEXT NOT NULL,
    owner_id TEXT NOT NULL, -- AIDA…, AGPA… or AROA…
    name     TEXT NOT NULL,
    document TEXT NOT NULL, -- JSON, as it was given
    PRIMARY KEY (account, region, owner_id, name)
);

-- What a user signs in to a console with.
CREATE TABLE iam_login_profile (
    account        TEXT    NOT NULL,
    region         TEXT    NOT NULL,
    user_id        TEXT    NOT NULL,
    password_hash  TEXT    NOT NULL,
    reset_required BOOLEAN NOT NULL,
    created        BIGINT  NOT NULL,
    changed        BIGINT  NOT NULL, -- when the password was set last
    last_used      BIGINT,
    PRIMARY KEY (account, region, user_id)
);

-- Passwords that were replaced, as long as a password policy may forbid to take them again.
CREATE TABLE iam_old_password (
    account       TEXT   NOT NULL,
    region        TEXT   NOT NULL,
    user_id       TEXT   NOT NULL,
    replaced      BIGINT NOT NULL,
    password_hash TEXT   NOT NULL,
    PRIMARY KEY (account, region, user_id, replaced, password_hash)
);

CREATE TABLE iam_mfa_device (
    account      TEXT    NOT NULL,
    region       TEXT    NOT NULL,
    serial       TEXT    NOT NULL, -- its ARN
    user_id      TEXT,             -- NULL while it is nobody's
    wrapped_seed TEXT    NOT NULL, -- base32, wrapped with the master key
    created      BIGINT  NOT NULL,
    enabled      BIGINT,
    last_step    BIGINT  NOT NULL, -- time step of the last code that was accepted: no code of it or of an earlier one is again
    drift        INTEGER NOT NULL, -- steps the device is ahead of us
    failures     INTEGER NOT NULL, -- wrong codes since the last right one
    locked_until BIGINT  NOT NULL, -- no code is looked at before
    PRIMARY KEY (account, region, serial)
);
CREATE INDEX iam_mfa_device_by_user ON iam_mfa_device (account, region, user_id);

CREATE TABLE iam_oidc_provider (
    account     TEXT   NOT NULL,
    region      TEXT   NOT NULL,
    url         TEXT   NOT NULL, -- without https://, as in its ARN
    client_ids  TEXT   NOT NULL, -- JSON: list of texts
    thumbprints TEXT   NOT NULL, -- JSON: list of texts
    created     BIGINT NOT NULL,
    PRIMARY KEY (account, region, url)
);

CREATE TABLE iam_account_alias (
    account TEXT NOT NULL,
    region  TEXT NOT NULL,
    alias   TEXT NOT NULL,
    PRIMARY KEY (account, region)
);

CREATE TABLE iam_password_policy (
    account          TEXT    NOT NULL,
    region           TEXT    NOT NULL,
    minimum_length   INTEGER NOT NULL,
    symbols          BOOLEAN NOT NULL,
    numbers          BOOLEAN NOT NULL,
    upper_case       BOOLEAN NOT NULL,
    lower_case       BOOLEAN NOT NULL,
    users_may_change BOOLEAN NOT NULL,
    max_age_days     INTEGER NOT NULL, -- 0 for passwords that do not expire
    reuse_prevention INTEGER NOT NULL, -- 0 for none
    hard_expiry      BOOLEAN NOT NULL,
    PRIMARY KEY (account, region)
);

CREATE TABLE access_key_2 (
    account           TEXT    NOT NULL,
    region            TEXT    NOT NULL,
    access_key_id     TEXT    NOT NULL,
    wrapped_secret    TEXT    NOT NULL,
    token_hash        TEXT,   -- temporary keys only
    user_id           TEXT,   -- either the user the key belongs to …
    role_id           TEXT,   -- … or the role and the node it was issued for
    node_id           TEXT,
    active            BOOLEAN NOT NULL,
    created           BIGINT  NOT NULL,
    expires           BIGINT, -- temporary keys only
    last_used         BIGINT, -- permanent keys only, as the two that follow
    last_used_service TEXT,
    last_used_region  TEXT,
    PRIMARY KEY (account, region, access_key_id)
);

INSERT INTO iam_user_2 (account, region, user_id, name, name_key, path, boundary_arn, created)
    SELECT account, region, user_id, name, lower(name), '/', NULL, created FROM iam_user;

INSERT INTO iam_attachment (account, region, owner_id, policy_arn, attached)
    SELECT account, region, user_id, 'arn:aws:iam::aws:policy/AdministratorAccess', created FROM iam_user WHERE administrator;

INSERT INTO iam_role_2 (account, region, role_id, name, name_key, path, description, trust_policy, max_session_seconds,
        boundary_arn, created)
    SELECT account, region, role_id, name, lower(name), '/', 'What nodes act as',
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com","ssm.amazonaws.com"]},"Action":"sts:AssumeRole"}]}',
        3600, NULL, created
    FROM iam_role;

INSERT INTO iam_instance_profile (account, region, profile_id, name, name_key, path, role_id, created)
    SELECT account, region, 'AIPA' || substr(role_id, 5), name, lower(name), '/', role_id, created FROM iam_role;

INSERT INTO iam_attachment (account, region, owner_id, policy_arn, attached)
    SELECT account, region, role_id, 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore', created FROM iam_role;

INSERT INTO access_key_2 (account, region, access_key_id, wrapped_secret, token_hash, user_id, role_id, node_id, active,
        created, expires)
    SELECT k.account, k.region, k.access_key_id, k.wrapped_secret, k.token_hash, u.user_id, r.role_id, k.node_id, k.active,
        k.created, k.expires
    FROM access_key k
        LEFT JOIN iam_user u ON u.account = k.account AND u.region = k.region AND u.name = k.user_name
        LEFT JOIN iam_role r ON r.account = k.account AND r.region = k.region AND r.name = k.role_name;

DROP TABLE access_key;
DROP TABLE iam_role;
DROP TABLE iam_user;
ALTER TABLE iam_user_2 RENAME TO iam_user;
ALTER TABLE iam_role_2 RENAME TO iam_role;
ALTER TABLE access_key_2 RENAME TO access_key;

CREATE INDEX access_key_by_user ON access_key (account, region, user_id);
CREATE INDEX access_key_by_node ON access_key (account, region, node_id);
CREATE INDEX access_key_by_expiry ON access_key (account, region, expires);
