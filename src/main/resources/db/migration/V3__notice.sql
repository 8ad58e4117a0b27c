-- What RunPod has told one replica, so that the others need not ask. Moments are microseconds of the epoch on the
-- database's clock. After a crash there is nothing here, and RunPod is asked again.
CREATE UNLOGGED TABLE notice (
    about       text   PRIMARY KEY,
    asked       bigint NOT NULL DEFAULT 0, -- when RunPod was asked; 0 where nothing is posted yet
    mark        bigint NOT NULL DEFAULT 0, -- the ledger's word from before that
    text        bytea  NOT NULL DEFAULT '', -- RunPod's own, sealed under a key that is made of RunPod's
    taken_until bigint NOT NULL, -- by whoever is asking
    kept_until  bigint NOT NULL
);
