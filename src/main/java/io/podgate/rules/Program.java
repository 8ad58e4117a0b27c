package io.podgate.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A checked expression, ready to run. */
final class Program {

    private static final Set<String> ENDPOINTS = Set.of(Vocabulary.BEFORE, Vocabulary.AFTER);
    private static final Pattern WHERE = Pattern.compile("^evaluation error(?: at [^:]*:\\d+)?: ");
    private static final Pattern ABSENT = Pattern.compile("key '(\\w+)' is not present in map\\.?");

    private final CelType type;
    private final CelRuntime.Program program;
    private final Set<Field<?>> mentions;
    private final Set<String> variables;

    Program(CelAbstractSyntaxTree tree, CelRuntime.Program program) {
        this.type = tree.getResultType();
        this.program = program;
        List<CelExpr> parts = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .toList();
        this.mentions = parts.stream().flatMap(part -> field(part).stream()).collect(Collectors.toUnmodifiableSet());
        this.variables = parts.stream()
                .map(part -> part.identOrDefault().name())
                .filter(Vocabulary.variables()::containsKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Field<?>> field(CelExpr expression) {
        CelExpr.CelSelect select = expression.selectOrDefault();
        return ENDPOINTS.contains(select.operand().identOrDefault().name())
                ? Field.byKey(select.field())
                : Optional.empty();
    }

    CelType type() {
        return type;
    }

    /** The fields of the endpoint that it looks at. */
    Set<Field<?>> mentions() {
        return mentions;
    }

    /** Those of {@link Vocabulary} that it looks at. */
    Set<String> variables() {
        return variables;
    }

    /** @throws Unevaluated where there is no value, or finding it would cost too much */
    Object run(Situation situation) throws Unevaluated {
        return run(situation, new Meter());
    }

    /** The same, at the cost of somebody else. */
    Object run(Situation situation, Meter meter) throws Unevaluated {
        try {
            Object value = program.trace(situation.values(), meter);
            meter.check();
            return value;
        } catch (CelEvaluationException | RuntimeException e) {
            throw new Unevaluated(meter.isSpent() ? Meter.SPENT : why(e));
        }
    }

    static String why(Exception e) {
        String message = WHERE.matcher(Optional.ofNullable(e.getMessage()).orElse(e.toString()))
                .replaceFirst("");
        Matcher absent = ABSENT.matcher(message);
        return absent.matches() ? absent.group(1) + " is not known here; has(...) tells whether it is" : message;
    }

    /** There is no value. */
    static final class Unevaluated extends Exception {

        private static final long serialVersionUID = 1;

        Unevaluated(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
