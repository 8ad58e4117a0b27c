package io.podgate.docs;

import io.podgate.admission.DoorListener;
import io.podgate.admission.Outcome;
import java.lang.reflect.Constructor;
import java.util.Set;
import java.util.TreeSet;

/** The labels that outcomes have, that of strangers' updates included. */
public final class Outcomes {

    private Outcomes() {}

    public static Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (Class<?> kind : Outcome.class.getPermittedSubclasses()) {
            labels.add(label(kind));
        }
        labels.add(DoorListener.OUTCOME);
        return labels;
    }

    private static String label(Class<?> kind) {
        try {
            Constructor<?> constructor = kind.getDeclaredConstructors()[0];
            Object[] nothing = new Object[constructor.getParameterCount()];
            for (int i = 0; i < nothing.length; i++) {
                nothing[i] = constructor.getParameterTypes()[i] == int.class ? 0 : null;
            }
            return ((Outcome) constructor.newInstance(nothing)).label();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
