-- What a session was allowed on, to be asked again while it goes on: JSON, see session.GrantForm. NULL for sessions of earlier versions.
ALTER TABLE session ADD COLUMN grant_json TEXT;
