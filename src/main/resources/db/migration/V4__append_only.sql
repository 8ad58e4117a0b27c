-- The trail takes records and gives none back: what is in it is neither changed nor emptied, and is deleted by retention
-- alone, which says so for its own transaction: SET LOCAL podgate.retention = 'on'.
CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('podgate.retention', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the trail is append-only: no %', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
    FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
