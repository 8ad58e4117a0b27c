package io.podgate.simulation;

import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Puts something between the pipeline and its ledger: an ear, or a spanner. */
final class Sabotage {

    private Sabotage() {}

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
