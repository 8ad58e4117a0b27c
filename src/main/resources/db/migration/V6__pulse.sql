-- When each replica was last heard of. One that goes silent has left its leases behind; one that is not in here was never
-- heard of, and is waited for.
CREATE UNLOGGED TABLE pulse (
    replica text PRIMARY KEY, -- see intent.replica
    beat    timestamptz NOT NULL
);
