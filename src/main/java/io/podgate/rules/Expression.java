package io.podgate.rules;

import dev.cel.common.types.SimpleType;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A condition that updates have to meet. Immutable, for any number of threads. */
public final class Expression {

    private static final Set<String> ALONE = Set.of(Vocabulary.BEFORE, Vocabulary.AFTER, Vocabulary.TEAM);

    private final String text;
    private final Program program;

    private Expression(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    /** Compiles and checks it; what it says has to be true or false. */
    public static Reading<Expression> read(String text) {
        return switch (Language.read(text)) {
            case Reading.Faulty<Program>(List<Fault> faults) -> new Reading.Faulty<>(faults);
            case Reading.Understood<Program>(Program program)
            when !program.type().equals(SimpleType.BOOL) ->
                new Reading.Faulty<>(List.of(new Fault(
                        1,
                        1,
                        "an expression has to be true or false, but this is of type "
                                + program.type().name())));
            case Reading.Understood<Program>(Program program) -> new Reading.Understood<>(tried(text, program));
        };
    }

    /** Having run once, it does not have to load its part of the language when somebody waits for it. */
    private static Expression tried(String text, Program program) {
        Expression expression = new Expression(text, program);
        expression.ask(Situation.NOTHING);
        return expression;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** As it is written, but for comments and for white space that says nothing. */
    public String spelling() {
        return Spelling.of(text);
    }

    /** The fields of the endpoint that it looks at. */
    public Set<Field<?>> mentions() {
        return program.mentions();
    }

    /** Whether it looks at nothing but the endpoint and its team, so that it can be asked about one as it stands. */
    public boolean isOfEndpointAlone() {
        return ALONE.containsAll(program.variables());
    }

    /** The answer that it always gives, since it looks at nothing; empty where it looks at something. */
    public Optional<Answer> constant() {
        return program.variables().isEmpty() ? Optional.of(ask(Situation.NOTHING)) : Optional.empty();
    }

    public Answer ask(Situation situation) {
        try {
            return Boolean.TRUE.equals(program.run(situation)) ? new Answer.Holds() : new Answer.Broken();
        } catch (Program.Unevaluated e) {
            return new Answer.Failed(e.why());
        }
    }
}
