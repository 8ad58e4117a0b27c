package io.podgate.postgres;

import java.sql.SQLException;

/** Another replica was faster: what was read does not hold any more, so it has to be decided again. */
final class Overtaken extends SQLException {

    private static final long serialVersionUID = 1L;
    private static final String SERIALIZATION_FAILURE = "40001";

    Overtaken(String what) {
        super(what, SERIALIZATION_FAILURE);
    }
}
