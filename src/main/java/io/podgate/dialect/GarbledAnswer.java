package io.podgate.dialect;

/** RunPod answered something that is not what its dialect says. */
public final class GarbledAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    public GarbledAnswer(String what) {
        super(what);
    }
}
