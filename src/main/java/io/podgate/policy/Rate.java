package io.podgate.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests a period, all of which may come at once.
 *
 * @param count requests a period, and the burst; at least 1
 */
public record Rate(int count, Duration period) {

    static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/(second|minute|hour)");

    /** Reads {@code 30/minute}; empty where it has another form. */
    public static Optional<Rate> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Rate(Integer.parseInt(matcher.group(1)), period(matcher.group(2))))
                : Optional.empty();
    }

    public static Rate perMinute(int count) {
        return new Rate(count, Duration.ofMinutes(1));
    }

    private static Duration period(String unit) {
        return switch (unit) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** As policies write it. */
    @Override
    public String toString() {
        String unit = period.toSeconds() == 1 ? "second" : period.toSeconds() == 60 ? "minute" : "hour";
        return count + "/" + unit;
    }
}
