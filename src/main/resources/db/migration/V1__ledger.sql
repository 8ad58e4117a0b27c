-- What many replicas share. Every time here is one of the database's own clock, except where it says otherwise.

-- The ledger's words: each transaction that changes an endpoint's row takes the next one.
CREATE SEQUENCE word;

-- What an endpoint takes of each budget line as RunPod last showed it, and when the ledger last had a word about it.
CREATE TABLE endpoint (
    id     text PRIMARY KEY,
    word   bigint NOT NULL,
    stands jsonb  NOT NULL
) WITH (fillfactor = 70);

-- What each budget line comes to: over all endpoints, the larger of what stands and what any open intent may come to.
-- There is deliberately no check on it: shrinking while over a cap has to stay possible.
CREATE TABLE line (
    key   text PRIMARY KEY,
    total numeric NOT NULL
) WITH (fillfactor = 50);

-- Updates under way, and those of which nobody knows yet what became of them. A row is a lease on its endpoint until
-- held_until; after that it only says that something may still land, until settles_at.
CREATE TABLE intent (
    decision_id text PRIMARY KEY,
    endpoint_id text NOT NULL,
    team        text,
    replica     text NOT NULL,
    claim       jsonb NOT NULL,
    since       timestamptz NOT NULL, -- by the replica's clock
    held_until  timestamptz NOT NULL,
    settles_at  timestamptz NOT NULL,
    overtaken   boolean NOT NULL DEFAULT false, -- by another update of the endpoint, sent while this was open
    mixed       boolean NOT NULL, -- nothing is sent over it: together with another it might come to more than either
    taken_until timestamptz           -- by whoever reads back
);
CREATE INDEX intent_of_endpoint ON intent (endpoint_id);

-- Whose idempotency key stands for which decision; what came of that is in the trail.
CREATE TABLE idempotency_key (
    team        text NOT NULL,
    endpoint_id text NOT NULL,
    key         text NOT NULL,
    fingerprint text NOT NULL,
    decision_id text NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (team, endpoint_id, key)
);
CREATE INDEX idempotency_key_of_decision ON idempotency_key (decision_id);
CREATE INDEX idempotency_key_by_age ON idempotency_key (expires_at);

-- The audit trail, append-only: exact texts, one chain a writer, and beside them what they are looked for by.
CREATE TABLE trail (
    chain       text   NOT NULL,
    seq         bigint NOT NULL,
    text        text   NOT NULL,
    time        timestamptz NOT NULL, -- by the replica's clock
    kind        text   NOT NULL,
    phase       text   NOT NULL,
    decision_id text,
    team        text,
    endpoint_id text,
    outcome     text,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX trail_by_time ON trail (time, chain, seq);
CREATE INDEX trail_of_decision ON trail (decision_id);

-- Up to which word the ledger has been seeded from RunPod's own state. One row.
CREATE TABLE seeding (
    mark bigint NOT NULL
);
INSERT INTO seeding VALUES (0);

-- Callers' rate limits: when a limit is wholly unused again, in seconds of the epoch. One that is in the past says
-- nothing.
CREATE UNLOGGED TABLE caller_limit (
    key     text PRIMARY KEY,
    full_at double precision NOT NULL
) WITH (fillfactor = 50);
