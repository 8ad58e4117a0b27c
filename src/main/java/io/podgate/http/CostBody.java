package io.podgate.http;

import io.podgate.admission.Cost;
import io.podgate.budget.Money;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an update costs, as dry runs and denials show it: USD per hour, at most four decimals. */
final class CostBody {

    private CostBody() {}

    static Map<String, Object> of(Cost cost) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("before", cost.before().shown());
        body.put("after", cost.after().shown());
        body.put("delta", cost.delta().shown());
        cost.teamTotal().map(Money::shown).ifPresent(total -> body.put("teamTotal", total));
        cost.teamCap().map(Money::shown).ifPresent(cap -> body.put("teamCap", cap));
        cost.headroom().map(Money::shown).ifPresent(headroom -> body.put("headroom", headroom));
        cost.workersThatFit().ifPresent(workers -> body.put("workersThatFit", workers));
        return body;
    }
}
