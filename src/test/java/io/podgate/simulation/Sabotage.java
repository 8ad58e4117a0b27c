package io.podgate.simulation;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What is put between the pipeline and its ledger, be it an ear or a spanner, and between it and its line before
 * RunPod.
 *
 * @param errands as what each stands in line
 */
record Sabotage(UnaryOperator<Ledger> ledger, UnaryOperator<Errand> errands) {

    static final Sabotage NONE = ofLedger(ledger -> ledger);

    static Sabotage ofLedger(UnaryOperator<Ledger> ledger) {
        return new Sabotage(ledger, errand -> errand);
    }

    static Sabotage ofLine(UnaryOperator<Errand> errands) {
        return new Sabotage(ledger -> ledger, errands);
    }

    /** What happens instead of a call. */
    @FunctionalInterface
    interface Spanner {
        /**
         * Answers the call.
         *
         * @param arguments may be changed before the real call
         */
        Object call(Object[] arguments, Callable<Object> real) throws Exception;
    }

    /** Nobody's errand is told from anybody else's. */
    static Errand asOneShare(Errand errand) {
        return of(Share.HOUSE, errand);
    }

    /** Whose turn it is keeps it as long as it waits, and parts of the quota stay even. */
    static Errand withoutTurns(Errand errand) {
        return of(new Share(errand.share().name(), 1000), errand);
    }

    private static Errand of(Share share, Errand errand) {
        return new Errand(share, errand.urgency(), errand.deadline());
    }

    /** A ledger of which one method does something else. */
    static Ledger of(Ledger ledger, String name, Spanner spanner) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals(name)
                                ? spanner.call(arguments, () -> method.invoke(ledger, arguments))
                                : method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** A ledger whose answers to intents somebody else hears. */
    @SuppressWarnings("unchecked") // as the port declares it
    static Ledger overheard(Ledger ledger, BiConsumer<Intent, Opening> ear) {
        return of(
                ledger,
                "open",
                (arguments, real) ->
                        ((Uni<Opening>) real.call()).invoke(opening -> ear.accept((Intent) arguments[0], opening)));
    }
}
