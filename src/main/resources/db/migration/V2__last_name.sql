-- What endpoints are or were called, so that what one has spent stays with its team when it is deleted.
CREATE TABLE last_name (
    endpoint_id text PRIMARY KEY,
    name        text NOT NULL,
    month       date NOT NULL -- the first of the month in which it was last seen under this name
);
