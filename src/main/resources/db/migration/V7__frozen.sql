-- What is frozen, by the team; the empty one is everybody. Times are those of the replica that was asked.
CREATE TABLE frozen (
    team   text PRIMARY KEY,
    scope  text NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL,
    since  timestamptz NOT NULL,
    until  timestamptz -- null where it holds until it is lifted
);
