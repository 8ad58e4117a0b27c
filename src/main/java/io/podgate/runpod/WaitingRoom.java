package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Errand.Urgency;
import io.podgate.admission.UpstreamQuota;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All who wait for RunPod's quota, in two lines: what shrinks, or matters still more, has all its turns before the
 * others. Not safe for threads.
 *
 * @param <W> who waits
 */
final class WaitingRoom<W> {

    static final int MOST_OF_A_SHARE = 64;

    /** In each of the two lines. */
    static final int MOST = 512;

    private final Turns<W> urgent = new Turns<>();
    private final Turns<W> ordinary = new Turns<>();

    private static boolean isUrgent(Errand errand) {
        return errand.urgency().compareTo(Urgency.SHRINK) >= 0;
    }

    private Turns<W> line(Errand errand) {
        return isUrgent(errand) ? urgent : ordinary;
    }

    private Stream<Turns<W>> lines() {
        return Stream.of(urgent, ordinary);
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordinary.isEmpty();
    }

    /** Whether nobody waits whose turn comes before that of somebody new of this kind. */
    boolean isFreeFor(Errand errand) {
        return urgent.isEmpty() && (isUrgent(errand) || ordinary.isEmpty());
    }

    boolean isFullFor(Errand errand) {
        Turns<W> line = line(errand);
        return line.size() >= MOST || line.size(errand.share().name()) >= MOST_OF_A_SHARE;
    }

    void add(Errand errand, W who) {
        line(errand).add(errand, who);
    }

    /** Takes out whose turn it is among those that may go. */
    Optional<W> next(Predicate<Errand> mayGo) {
        return urgent.next(mayGo).or(() -> ordinary.next(mayGo));
    }

    /** Takes out all who no longer wait, and hands them over. */
    void leave(Predicate<Turns.Place<W>> leaving, Consumer<Turns.Place<W>> gone) {
        urgent.leave(leaving, gone);
        ordinary.leave(leaving, gone);
    }

    /** How many have their turn before somebody new of this kind, at most. */
    int ahead(Errand errand) {
        return line(errand).ahead(errand) + (isUrgent(errand) ? 0 : urgent.size());
    }

    /** How many of the share wait. */
    int size(Share share) {
        return urgent.size(share.name()) + ordinary.size(share.name());
    }

    List<W> all() {
        return lines().flatMap(line -> line.all().stream()).toList();
    }

    /** In the order of their turns. */
    List<UpstreamQuota.Waiting> byShare() {
        return lines().flatMap(line -> line.shares().stream())
                .distinct()
                .map(share -> new UpstreamQuota.Waiting(share.name(), share.weight(), size(share)))
                .toList();
    }
}
