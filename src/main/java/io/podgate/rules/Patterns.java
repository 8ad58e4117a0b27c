package io.podgate.rules;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps regular expressions harmless. RE2 matches in linear time, but writes counted repetitions out before it looks at
 * its own limit, so they are counted here before they get there.
 */
final class Patterns {

    private static final String MATCHES = "matches";
    private static final int MOST_REPETITIONS = 1_000;
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private Patterns() {}

    static List<Fault> faults(CelNavigableAst tree) {
        List<Fault> faults = new ArrayList<>();
        tree.getRoot().allNodes().forEach(node -> {
            CelExpr.CelCall call = node.expr().callOrDefault();
            if (call.function().equals(MATCHES) && !call.args().isEmpty()) {
                CelExpr pattern = call.args().getLast();
                String fault = fault(pattern);
                if (!fault.isEmpty()) {
                    faults.add(at(tree, pattern, fault));
                }
            }
        });
        return faults;
    }

    private static String fault(CelExpr pattern) {
        if (pattern.constantOrDefault().getKind() != CelConstant.Kind.STRING_VALUE) {
            return "the pattern of matches has to be written out here";
        }
        String text = pattern.constant().stringValue();
        if (repetitions(text) > MOST_REPETITIONS) {
            return "the pattern repeats more than " + MOST_REPETITIONS + " times";
        }
        try {
            return com.google.re2j.Pattern.compile(text).programSize() > Language.LARGEST_PATTERN
                    ? "the pattern is too large"
                    : "";
        } catch (PatternSyntaxException e) {
            return "not a pattern: " + e.getMessage();
        }
    }

    /** At most: as if all that is counted were nested. */
    private static double repetitions(String pattern) {
        double product = 1;
        Matcher counted = COUNTED.matcher(pattern);
        while (counted.find()) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            product *= Math.max(1, Integer.parseInt(most));
        }
        return product;
    }

    private static Fault at(CelNavigableAst tree, CelExpr where, String message) {
        return tree.getAst()
                .getSource()
                .getOffsetLocation(tree.getAst().getSource().getPositionsMap().getOrDefault(where.id(), 0))
                .map(location -> new Fault(location.getLine(), location.getColumn() + 1, message))
                .orElseGet(() -> new Fault(1, 1, message));
    }
}
