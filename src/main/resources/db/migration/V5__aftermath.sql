-- What may still come of an update whose forward is over. Of one that MAY_LAND or MAY_LAND_AGAIN the result is in the
-- trail, and the row only holds what it may come to until nothing can land any more.
ALTER TABLE intent ADD COLUMN aftermath text NOT NULL DEFAULT 'UNKNOWN_OF_SEVERAL';
