-- The ledger's last word about an endpoint that was an update's: a count of all endpoints changes its word, and nothing of it.
ALTER TABLE endpoint ADD COLUMN updated bigint NOT NULL DEFAULT 0;
