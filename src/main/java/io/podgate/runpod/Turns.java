package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Errand.Urgency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who stands in line, and whose turn it is: shares take turns, each as many in a row as it weighs, and whoever is new
 * comes after all who wait already. Inside a share the more urgent come first, and of these who came first. Not safe
 * for threads.
 *
 * @param <W> who waits
 */
final class Turns<W> {

    /** In the order of their turns. */
    private final Map<String, Lane<W>> lanes = new LinkedHashMap<>();

    private int size;

    private static final class Lane<W> {
        private final Map<Urgency, Deque<Place<W>>> byUrgency = new TreeMap<>(Comparator.reverseOrder());
        private Share share;
        private int credit;
        private int size;

        private Lane(Share share) {
            this.share = share;
            this.credit = share.weight();
        }
    }

    /** Who waits, and what for. */
    record Place<W>(Errand errand, W who) {}

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size(String share) {
        Lane<W> lane = lanes.get(share);
        return lane == null ? 0 : lane.size;
    }

    void add(Errand errand, W who) {
        Lane<W> lane = lanes.computeIfAbsent(errand.share().name(), name -> new Lane<>(errand.share()));
        lane.share = errand.share();
        lane.byUrgency
                .computeIfAbsent(errand.urgency(), urgency -> new ArrayDeque<>())
                .addLast(new Place<>(errand, who));
        lane.size++;
        size++;
    }

    /** Takes out whose turn it is among those that may go. */
    Optional<W> next(Predicate<Errand> mayGo) {
        for (Lane<W> lane : lanes.values()) {
            for (Deque<Place<W>> places : lane.byUrgency.values()) {
                Place<W> first = places.peekFirst();
                if (first != null && mayGo.test(first.errand())) {
                    places.removeFirst();
                    taken(lane);
                    return Optional.of(first.who());
                }
            }
        }
        return Optional.empty();
    }

    private void taken(Lane<W> lane) {
        size--;
        lane.size--;
        lane.credit--;
        if (lane.size == 0) {
            lanes.remove(lane.share.name());
        } else if (lane.credit <= 0) {
            lanes.remove(lane.share.name());
            lane.credit = lane.share.weight();
            lanes.put(lane.share.name(), lane);
        }
    }

    /** Takes out all who no longer wait, wherever they stand, and hands them over. */
    void leave(Predicate<Place<W>> leaving, Consumer<Place<W>> gone) {
        List<Place<W>> all = new ArrayList<>();
        for (Lane<W> lane : lanes.values()) {
            for (Deque<Place<W>> places : lane.byUrgency.values()) {
                places.removeIf(place -> {
                    boolean leaves = leaving.test(place);
                    lane.size -= leaves ? 1 : 0;
                    if (leaves) {
                        all.add(place);
                    }
                    return leaves;
                });
            }
        }
        size -= all.size();
        lanes.values().removeIf(lane -> lane.size == 0);
        all.forEach(gone);
    }

    /** How many have their turn before somebody new of this kind, at most. */
    int ahead(Errand errand) {
        Lane<W> own = lanes.get(errand.share().name());
        int before = own == null ? 0 : before(own, errand.urgency());
        int rounds = before / errand.share().weight() + 1;
        int others = 0;
        for (Lane<W> lane : lanes.values()) {
            if (lane != own) {
                others += Math.min(lane.size, rounds * lane.share.weight());
            }
        }
        return before + others;
    }

    private static int before(Lane<?> lane, Urgency urgency) {
        int before = 0;
        for (var places : lane.byUrgency.entrySet()) {
            before +=
                    places.getKey().compareTo(urgency) >= 0 ? places.getValue().size() : 0;
        }
        return before;
    }

    /** Everybody, one share after the other. */
    List<W> all() {
        return lanes.values().stream()
                .flatMap(lane -> lane.byUrgency.values().stream())
                .flatMap(Deque::stream)
                .map(Place::who)
                .toList();
    }

    /** The shares that wait, in the order of their turns. */
    List<Share> shares() {
        return lanes.values().stream().map(lane -> lane.share).toList();
    }
}
