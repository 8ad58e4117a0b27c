package io.podgate.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/** CEL as rules have it: its standard functions and macros, our variables, and bounds on everything. */
final class Language {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 48;
    private static final int MOST_ITERATIONS = 5_000;
    static final int LARGEST_PATTERN = 2_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxRegexProgramSize(LARGEST_PATTERN)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private Language() {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(Vocabulary.types());
        Vocabulary.variables().forEach(builder::addVar);
        return builder.build();
    }

    /** An expression of any type. */
    static Reading<Program> read(String text) {
        CelValidationResult result = COMPILER.compile(text);
        if (result.hasError()) {
            return new Reading.Faulty<>(
                    result.getErrors().stream().map(Language::fault).toList());
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            List<Fault> faults = Patterns.faults(CelNavigableAst.fromAst(tree));
            return faults.isEmpty()
                    ? new Reading.Understood<>(new Program(tree, RUNTIME.createProgram(tree)))
                    : new Reading.Faulty<>(faults);
        } catch (CelValidationException | CelEvaluationException e) {
            return new Reading.Faulty<>(List.of(new Fault(1, 1, Program.why(e))));
        }
    }

    private static Fault fault(CelIssue issue) {
        return new Fault(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                concise(issue.getMessage()));
    }

    /** Without the list of everything else that would have been possible. */
    private static String concise(String message) {
        int candidates = message.indexOf(" (candidates:");
        return candidates < 0 ? message : message.substring(0, candidates);
    }
}
