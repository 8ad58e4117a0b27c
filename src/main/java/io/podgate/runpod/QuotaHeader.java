package io.podgate.runpod;

import io.podgate.admission.UpstreamListener;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RunPod's {@code RateLimit} header, such as {@code "minute";r=176;t=1, "hour";r=7193;t=2701}. */
final class QuotaHeader {

    private static final Pattern ITEM = Pattern.compile("\"(second|minute|hour|day)\"\\s*;\\s*r=(\\d{1,9})");
    private static final int LONGEST = 512;

    private QuotaHeader() {}

    /** Tells what can be understood; anything else is passed over. */
    static void tell(Answer answer, UpstreamListener listener) {
        String text = answer.headers().get("ratelimit");
        if (text == null || text.length() > LONGEST) {
            return;
        }
        Matcher items = ITEM.matcher(text);
        while (items.find()) {
            listener.quota(items.group(1), Long.parseLong(items.group(2)));
        }
    }
}
