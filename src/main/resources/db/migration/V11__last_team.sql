-- Whose an endpoint was when it was last seen: what it has spent stays theirs when it is deleted, whoever owns such names then.
ALTER TABLE last_name ADD COLUMN team text;
