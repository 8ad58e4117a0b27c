package io.podgate.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final String LINE = "team/vision/workers";

    private final Book book = new Book();

    private static Claim claim(int amount) {
        return Claim.of(Map.of(LINE, BigDecimal.valueOf(amount)));
    }

    private static List<Demand> upTo(int cap) {
        return List.of(new Demand(LINE, BigDecimal.valueOf(cap)));
    }

    private List<Shortage> reserve(String endpoint, String decision, int before, int after, int cap) {
        return book.reserve(endpoint, decision, claim(before), claim(after), upTo(cap));
    }

    private int total() {
        return book.total(LINE).intValueExact();
    }

    @Test
    void two_updates_that_each_fit_but_not_together_do_not_both_pass() {
        book.seed("e1", claim(3));
        book.seed("e2", claim(3));
        assertEquals(List.of(), reserve("e1", "d1", 3, 6, 10));
        assertEquals(
                List.of(new Shortage(LINE, BigDecimal.TEN, BigDecimal.valueOf(6), BigDecimal.valueOf(6))),
                reserve("e2", "d2", 3, 6, 10));
        assertEquals(9, total());
    }

    @Test
    void the_larger_of_both_is_held_until_the_outcome_is_known() {
        book.seed("e1", claim(6));
        assertEquals(List.of(), book.reserve("e1", "d1", claim(6), claim(2), List.of()));
        assertEquals(6, total());
        book.settle("e1", "d1", claim(2));
        assertEquals(2, total());
    }

    @Test
    void what_was_not_done_gives_back_what_it_held() {
        book.seed("e1", claim(2));
        reserve("e1", "d1", 2, 8, 10);
        assertEquals(8, total());
        book.release("e1", "d1");
        assertEquals(2, total());
    }

    @Test
    void an_unsettled_update_is_held_through_a_later_one() {
        reserve("e1", "d1", 1, 7, 10);
        reserve("e1", "d2", 1, 4, 10);
        book.settle("e1", "d2", claim(4));
        assertEquals(7, total());
        book.release("e1", "d1");
        assertEquals(4, total());
    }

    @Test
    void seeding_sets_and_never_adds() {
        book.seed("e1", claim(3));
        book.seed("e1", claim(3));
        assertEquals(3, total());
        book.seed("e1", Claim.NOTHING);
        assertEquals(0, total());
        assertEquals(List.of(), List.copyOf(book.endpoints()));
    }

    @Test
    void seeding_does_not_take_away_what_is_reserved() {
        reserve("e1", "d1", 0, 5, 10);
        book.seed("e1", claim(1));
        assertEquals(5, total());
        book.seed("e1", claim(6));
        assertEquals(6, total());
    }

    @Test
    void probing_answers_as_reserving_would_and_reserves_nothing() {
        book.seed("e1", claim(8));
        assertEquals(List.of(), book.probe("e2", claim(0), claim(2), upTo(10)));
        assertEquals(
                List.of(new Shortage(LINE, BigDecimal.TEN, BigDecimal.valueOf(8), BigDecimal.valueOf(3))),
                book.probe("e2", claim(0), claim(3), upTo(10)));
        assertEquals(8, total());
    }

    @Test
    void only_lines_that_came_to_something_else_have_moved() {
        book.load(LINE, BigDecimal.valueOf(5));
        book.load("e1", new Book.Page(claim(5), Map.of()));
        reserve("e1", "d1", 5, 9, 10);
        assertEquals(Map.of(LINE, BigDecimal.valueOf(4)), book.moved());
        book.release("e1", "d1");
        assertEquals(Map.of(), book.moved());
        assertEquals(5, total());
    }

    @Test
    void a_claim_names_no_line_of_which_nothing_is_taken() {
        assertEquals(Claim.NOTHING, claim(0));
        assertEquals(claim(10), Claim.of(Map.of(LINE, new BigDecimal("10.00"))));
        assertEquals(claim(7), claim(3).max(claim(7)));
    }
}
