package io.podgate.http;

import io.podgate.admission.UpstreamQuota;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of RunPod's quota. Times are seconds. */
final class QuotaBody {

    private QuotaBody() {}

    static Map<String, Object> of(UpstreamQuota.View view) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("windows", view.windows().stream().map(QuotaBody::window).toList());
        body.put("pause", seconds(view.pause()));
        body.put("underWay", view.underWay());
        body.put("waiting", view.waiting().stream().map(QuotaBody::waiting).toList());
        return body;
    }

    private static Map<String, Object> window(UpstreamQuota.Window window) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", window.name());
        body.put("limit", window.limit());
        body.put("remaining", window.remaining());
        body.put("length", seconds(window.length()));
        body.put("reset", seconds(window.reset()));
        body.put("spent", spent(window));
        return body;
    }

    private static List<Map<String, Object>> spent(UpstreamQuota.Window window) {
        return window.spent().entrySet().stream()
                .map(each -> {
                    Map<String, Object> spent = team(each.getKey());
                    spent.put("requests", each.getValue());
                    return spent;
                })
                .toList();
    }

    private static Map<String, Object> waiting(UpstreamQuota.Waiting waiting) {
        Map<String, Object> body = team(waiting.team());
        body.put("share", waiting.weight());
        body.put("requests", waiting.requests());
        return body;
    }

    /** Without a team it is the gateway's own. */
    private static Map<String, Object> team(String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            body.put("team", name);
        }
        return body;
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis()).movePointLeft(3).setScale(0, RoundingMode.CEILING);
    }
}
