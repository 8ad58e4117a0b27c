-- By whose books: policies that keep their budgets in another way say otherwise what an endpoint takes of which lines.
ALTER TABLE intent ADD COLUMN books text NOT NULL DEFAULT '';

-- By whose books all endpoints were counted last: '?' is nobody's, while they are counted anew or when something has ended
-- since that was judged by others. Whoever begins to count by other books, or from a later mark, has a run of its own.
ALTER TABLE seeding
    ADD COLUMN books    text   NOT NULL DEFAULT '',
    ADD COLUMN counting text   NOT NULL DEFAULT '',
    ADD COLUMN run      bigint NOT NULL DEFAULT 0;
