import java.util.Locale;

/**
 * What a figure has to be, and what it is.
 *
 * @param measured NaN where it was not
 */
record Goal(String title, Bound bound, double due, double measured) {

    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    static Goal least(String title, double due, double measured) {
        return new Goal(title, Bound.AT_LEAST, due, measured);
    }

    static Goal most(String title, double due, double measured) {
        return new Goal(title, Bound.AT_MOST, due, measured);
    }

    /** A row of a table. */
    String row() {
        String row = "| %s | %s %s | ".formatted(title, bound.sign, text(due));
        return row
                + (Double.isNaN(measured)
                        ? "– | not measured |"
                        : text(measured) + (met() ? " | met |" : " | **not met** |"));
    }

    private boolean met() {
        return switch (bound) {
            case AT_LEAST -> measured >= due;
            case AT_MOST -> measured <= due;
        };
    }

    private String text(double value) {
        return String.format(Locale.ROOT, due < 100 ? "%.2f" : "%,.0f", value);
    }
}
