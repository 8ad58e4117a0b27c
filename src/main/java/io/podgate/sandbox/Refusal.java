package io.podgate.sandbox;

import java.util.List;

/** RunPod says no. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> errors;

    Refusal(int status, String detail) {
        this(status, detail, List.of());
    }

    Refusal(int status, String detail, List<String> errors) {
        super(detail);
        this.status = status;
        this.errors = errors;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<String> errors() {
        return errors;
    }
}
