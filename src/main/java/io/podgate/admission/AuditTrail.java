package io.podgate.admission;

/** Where decisions are recorded. */
public interface AuditTrail {

    /** Whether records can be kept at the moment. Without, nothing that grows is sent. */
    boolean recording();

    /** Records a decision; never blocks and never fails: what could not be kept is counted and alerted. */
    void record(Decision decision);
}
