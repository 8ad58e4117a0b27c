package io.podgate.console;

import java.util.List;

/**
 * A page of the endpoints.
 *
 * @param said what the list is narrowed by, as it was asked for
 * @param owners whose endpoints may be asked for
 * @param found how many there are, in words
 * @param missing what cannot be told now, one sentence each
 * @param earlier the page before; empty text where this is the first
 */
public record EndpointList(
        Said said,
        List<String> owners,
        List<Column> columns,
        List<Row> rows,
        String found,
        List<String> missing,
        String earlier,
        String later) {

    /** What was asked for; empty texts ask for nothing. */
    public record Said(String text, String team, String verdict, String sort, String order) {

        /** Whether anything is narrowed. */
        public boolean any() {
            return !(text + team + verdict).isEmpty();
        }
    }

    /**
     * A column that the list can be sorted by.
     *
     * @param href the list, sorted by it, or the other way round where it is already
     * @param sorted {@code ascending}, {@code descending} or {@code none}
     */
    public record Column(String name, String href, String sorted, boolean number) {}

    /**
     * An endpoint.
     *
     * @param owned whether exactly one team owns it
     * @param summary what it runs on, in a few words
     * @param config all fields by their names
     * @param tone {@code good} where the policy has nothing against it as it stands, else {@code bad}
     * @param verdict how it stands to the policy, in words
     * @param outside what the policy has against it, one sentence each
     */
    public record Row(
            String id,
            String name,
            String owner,
            boolean owned,
            String workers,
            String summary,
            List<Setting> config,
            String burnRate,
            String floor,
            String tone,
            String verdict,
            List<String> outside,
            List<Last> last,
            String decisions) {}

    /** A field and its value in words. */
    public record Setting(String field, String value) {}

    /** The last decision about it; there is none in the list where there was none of late. */
    public record Last(String href, String outcome, String tone, String ago) {}
}
