package io.podgate.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a team. */
final class TeamReader {

    static final Keys KEYS = Keys.of(Stream.concat(Stream.of("name", "callers", "owns"), Stream.of(TermsReader.KEYS))
            .toArray(String[]::new));

    private TeamReader() {}

    static Optional<DeclaredTeam> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            Optional<String> name = block.require("name", Scalars::name);
            List<Selector> owns = block.get("owns", Lists::selectors).orElse(List.of());
            Terms terms = TermsReader.terms(block);
            List<DeclaredCaller> callers =
                    block.get("callers", Lists.of(CallerReader::ofTeam)).orElse(List.of());
            return name.map(known -> new DeclaredTeam(block.place(), known, owns, terms, callers));
        });
    }
}
