-- Temporary credentials of users and of role sessions; those of nodes have none of these.
ALTER TABLE access_key ADD COLUMN parent_key_id TEXT; -- the key they were asked for with: void when that is
ALTER TABLE access_key ADD COLUMN session_name  TEXT; -- of a role session or of a federated user
ALTER TABLE access_key ADD COLUMN carried       TEXT; -- JSON: identity.SessionContext.Carried

CREATE INDEX access_key_by_parent ON access_key (account, region, parent_key_id);
