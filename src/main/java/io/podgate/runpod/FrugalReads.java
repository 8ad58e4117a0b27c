package io.podgate.runpod;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Listing;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Timing;
import io.podgate.admission.Told;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What callers read beside the snapshot, at as small a cost of RunPod's quota as can be. */
final class FrugalReads implements EndpointReads {

    private final RunpodReads runpod;
    private final Fleet fleet;
    private final Flights<Listing> fleets = new Flights<>();
    private final Flights<Sighting> endpoints = new Flights<>();
    private final Once<Listing> lists;
    private final Once<Sighting> ones;
    private final Once<Told> parts;

    FrugalReads(RunpodReads runpod, Fleet fleet, Noticeboard board, InstantSource clock, Timing timing) {
        this.runpod = runpod;
        this.fleet = fleet;
        this.lists = new Once<>(listing -> new Told(listing.text(), listing.asked()), board, clock, timing);
        this.ones = new Once<>(sighting -> new Told(sighting.text(), sighting.at()), board, clock, timing);
        this.parts = new Once<>(told -> told, board, clock, timing);
    }

    @Override
    public Uni<Reply<Listing>> list(Include include, Freshness freshness, Errand errand) {
        if (include.equals(Include.NOTHING)) {
            return fleets.join("", errand, fleet::refresh);
        }
        return asked(
                lists,
                new Once.Question<>(
                        "list" + name(include), asking -> runpod.list(include, asking), runpod::listing, any -> true),
                freshness,
                errand);
    }

    @Override
    public Uni<Reply<Sighting>> lookUp(String endpointId, Predicate<Sighting> own, Errand errand) {
        return ones.lately(
                new Once.Question<>(
                        "one/" + endpointId,
                        asking -> fleet.fetch(endpointId, asking),
                        (text, at) -> runpod.sighting(endpointId, text, at),
                        own.negate()),
                errand);
    }

    @Override
    public Uni<Reply<Sighting>> one(String endpointId, Include include, Freshness freshness, Errand errand) {
        if (include.equals(Include.NOTHING)) {
            return endpoints.join(endpointId, errand, asking -> fleet.fetch(endpointId, asking));
        }
        return asked(
                ones,
                new Once.Question<>(
                        "one" + name(include) + "/" + endpointId,
                        asking -> runpod.one(endpointId, include, asking),
                        (text, at) -> runpod.sighting(endpointId, text, at),
                        any -> true),
                freshness,
                errand);
    }

    @Override
    public Uni<Reply<Told>> workers(String endpointId, Freshness freshness, Errand errand) {
        return part("workers/", endpointId, runpod::workers, freshness, errand);
    }

    @Override
    public Uni<Reply<Told>> releases(String endpointId, Freshness freshness, Errand errand) {
        return part("releases/", endpointId, runpod::releases, freshness, errand);
    }

    private Uni<Reply<Told>> part(
            String name,
            String endpointId,
            BiFunction<String, Errand, Uni<Reply<Told>>> read,
            Freshness freshness,
            Errand errand) {
        return asked(
                parts,
                new Once.Question<>(
                        name + endpointId, asking -> read.apply(endpointId, asking), Told::new, any -> true),
                freshness,
                errand);
    }

    private static <T> Uni<Reply<T>> asked(
            Once<T> once, Once.Question<T> question, Freshness freshness, Errand errand) {
        return switch (freshness) {
            case LATELY -> once.lately(question, errand);
            case NOW -> once.now(question, errand);
        };
    }

    private static String name(Include include) {
        return (include.template() ? " with template" : "") + (include.workers() ? " with workers" : "");
    }
}
