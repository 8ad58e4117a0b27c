package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Fleet;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.Rendered;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Payload;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The snapshot's endpoints as they are answered, made once and shown often: what a read costs depends neither on how
 * many endpoints there are nor on how many teams.
 */
@Singleton
final class Album {

    /** More than any account has endpoints, or a policy teams; then it is begun anew. */
    private static final int MOST = 50_000;

    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Dialect runpods;
    private final Map<String, Shown> endpoints = new ConcurrentHashMap<>();
    private final Map<Whose, Page> pages = new ConcurrentHashMap<>();

    private record Whose(String team, Dialect dialect) {}

    /**
     * All endpoints of a team, in a dialect.
     *
     * @param version the snapshot's
     */
    private record Page(long version, PolicySet policy, Catalog catalog, Rendered list) {}

    Album(Fleet fleet, Catalogs catalogs, Dialect runpods) {
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.runpods = runpods;
    }

    /** The snapshot's texts stay the same objects as long as the endpoints look the same. */
    @SuppressWarnings("ReferenceEquality") // only quicker than to compare
    Shown of(Sighting sighting) {
        String id = sighting.endpoint().id();
        Shown known = endpoints.get(id);
        if (known != null && (known.text() == sighting.text() || known.text().equals(sighting.text()))) {
            return known;
        }
        Shown fresh = new Shown(sighting.endpoint(), sighting.text());
        if (endpoints.size() >= MOST) {
            endpoints.clear();
        }
        endpoints.put(id, fresh);
        return fresh;
    }

    /** In the caller's dialect, with what could not be said. */
    Rendered render(Call call, Sighting sighting) {
        return of(sighting).in(call.dialect(), runpods, catalogs.current());
    }

    /** The team's list, where it was made already and nothing is otherwise since. */
    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    Optional<Rendered> page(Team team, Dialect dialect, PolicySet policy) {
        Page page = pages.get(new Whose(team.name(), dialect));
        return page != null
                        && page.version() == fleet.version()
                        && page.policy() == policy
                        && page.catalog() == catalogs.current()
                ? Optional.of(page.list())
                : Optional.empty();
    }

    /** Makes it. With ten thousand endpoints that takes its time, which no event loop has. */
    Rendered make(Team team, Dialect dialect, PolicySet policy) {
        long version = fleet.version();
        Catalog catalog = catalogs.current();
        List<Payload> elements = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        fleet.all().stream()
                .map(this::of)
                .filter(shown -> shown.owner(policy).isOwnedBy(team))
                .sorted(Comparator.comparing(shown -> shown.endpoint().id()))
                .map(shown -> shown.in(dialect, runpods, catalog))
                .forEach(rendered -> {
                    elements.add(rendered.text());
                    warnings.addAll(rendered.warnings());
                });
        Rendered list = new Rendered(dialect.list(elements), List.copyOf(warnings));
        if (pages.size() >= MOST) {
            pages.clear();
        }
        pages.put(new Whose(team.name(), dialect), new Page(version, policy, catalog, list));
        return list;
    }
}
