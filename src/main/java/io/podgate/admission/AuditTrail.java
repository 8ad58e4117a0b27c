package io.podgate.admission;

/** Where decisions are recorded, and what else whoever looks back has to know. */
public interface AuditTrail {

    /** Whether records can be kept at the moment. Without, nothing that grows is sent. */
    boolean recording();

    /** Records a decision; never blocks and never fails: what could not be kept is counted and alerted. */
    void record(Decision decision);

    /** Records what else happened; never blocks and never fails. */
    void record(Event event);
}
