package io.podgate.postgres;

/** Something that the ledger is to do, together with others in one transaction. */
interface Operation {

    /** Says what has to be read for it. */
    void ask(Needs needs);

    /**
     * Decides by what stands on the sheet and notes there what is to change. Called again, on a fresh sheet, where the
     * transaction did not come through.
     */
    void decide(Sheet sheet);

    /** What was decided is durable. */
    void committed();

    /**
     * Nothing of it came through for certain.
     *
     * @param doubt whether it may have become durable all the same
     */
    void failed(String why, boolean doubt);
}
