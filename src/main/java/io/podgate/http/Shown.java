package io.podgate.http;

import io.podgate.dialect.Dialect;
import io.podgate.dialect.EndpointTag;
import io.podgate.dialect.Rendered;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of one text of an endpoint: its tag, its translation, whose it is; each when it is first needed, and
 * anew where catalogue or policy are others. Made twice, it comes out the same.
 */
final class Shown {

    private final Endpoint endpoint;
    private final Payload text;
    private volatile @Nullable EntityTag tag;
    private volatile @Nullable Owned owned;
    private volatile @Nullable Translated translated;

    private record Owned(PolicySet policy, Ownership owner) {}

    private record Translated(Dialect dialect, Catalog catalog, Rendered rendered) {}

    Shown(Endpoint endpoint, Payload text) {
        this.endpoint = endpoint;
        this.text = text;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** RunPod's own. */
    Payload text() {
        return text;
    }

    EntityTag tag() {
        EntityTag known = tag;
        if (known == null) {
            known = new EntityTag(EndpointTag.of(text.bytes()));
            tag = known;
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    Ownership owner(PolicySet policy) {
        Owned known = owned;
        if (known == null || known.policy() != policy) {
            known = new Owned(policy, policy.owner(endpoint.id(), endpoint.name()));
            owned = known;
        }
        return known.owner();
    }

    /** In RunPod's dialect its own text, in another what is known of it. */
    @SuppressWarnings("ReferenceEquality") // the same
    Rendered in(Dialect dialect, Dialect runpods, Catalog catalog) {
        if (dialect == runpods) {
            return new Rendered(text, List.of());
        }
        Translated known = translated;
        if (known == null || known.catalog() != catalog || known.dialect() != dialect) {
            known = new Translated(dialect, catalog, dialect.write(endpoint, catalog));
            translated = known;
        }
        return known.rendered();
    }
}
