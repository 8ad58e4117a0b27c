package io.podgate.simulation;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.runpod.Room;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Watches the line for RunPod's quota: over no time in which a share waits throughout may another get more than
 * {@link #LEAD} turns ahead of it, by their weights. What matters more than all that the share waits with may pass it.
 */
final class Fairness implements Room.Usher {

    /**
     * Three tenths of the largest window: who had its part leaves them to the others, and waits while they use them.
     */
    private static final double LEAD = 12;

    /** Whose turns come together set out in an order that is left to chance, so they are looked at together. */
    private static final Duration TOGETHER = Duration.ofMillis(1);

    private final Life life;
    private final UnaryOperator<Errand> sabotage;
    private final Consumer<String> breach;
    private final Set<Place> waiting = new HashSet<>();

    /** How far each other is ahead of each share that waits: the most for any time that ends now. */
    private final Map<Share, Map<Share, Double>> leads = new HashMap<>();

    /** @param sabotage as what each stands in line */
    Fairness(Life life, UnaryOperator<Errand> sabotage, Consumer<String> breach) {
        this.life = life;
        this.sabotage = sabotage;
        this.breach = breach;
    }

    @Override
    public Room.Place comes(Errand errand) {
        Place place = new Place(errand);
        waiting.add(place);
        return place;
    }

    private final class Place implements Room.Place {

        private final Errand errand;

        Place(Errand errand) {
            this.errand = errand;
        }

        @Override
        public Errand standsAs() {
            return sabotage.apply(errand);
        }

        @Override
        public void begins() {
            leaves();
            Share share = errand.share();
            double turn = 1.0 / share.weight();
            leadsOver(share).replaceAll((other, lead) -> Math.max(0, lead - turn));
            waiting.stream()
                    .filter(place -> place.errand.urgency().compareTo(errand.urgency()) >= 0)
                    .map(place -> place.errand.share())
                    .filter(other -> !other.equals(share))
                    .distinct()
                    .forEach(other -> passes(share, other, turn));
        }

        @Override
        public void leaves() {
            waiting.remove(this);
            if (waiting.stream().noneMatch(place -> place.errand.share().equals(errand.share()))) {
                leads.remove(errand.share());
            }
        }
    }

    private Map<Share, Double> leadsOver(Share share) {
        return leads.computeIfAbsent(share, key -> new HashMap<>());
    }

    private void passes(Share share, Share other, double turn) {
        if (leadsOver(other).merge(share, turn, Double::sum) > LEAD) {
            life.later(TOGETHER, () -> look(share, other));
        }
    }

    private void look(Share share, Share other) {
        double lead = leadsOver(other).getOrDefault(share, 0.0);
        if (lead > LEAD) {
            breach.accept("'%s' is %.1f turns ahead of '%s', which waits".formatted(share.name(), lead, other.name()));
        }
    }
}
