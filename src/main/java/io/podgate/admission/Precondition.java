package io.podgate.admission;

import java.util.Set;

/**
 * What {@code If-Match} demands of the endpoint as it stands.
 *
 * @param tags the strong tags of which one has to be the endpoint's, without quotes
 * @param any whether every endpoint that exists will do: {@code *}
 */
public record Precondition(Set<String> tags, boolean any) {

    public Precondition {
        tags = Set.copyOf(tags);
    }

    boolean holds(String tag) {
        return any || tags.contains(tag);
    }
}
