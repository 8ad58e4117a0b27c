-- A revision of the policy is looked for among few records, and not among all.
CREATE INDEX trail_policies ON trail (time) WHERE kind = 'policy';
