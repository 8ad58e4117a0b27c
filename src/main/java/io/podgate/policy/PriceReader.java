package io.podgate.policy;

import java.math.BigDecimal;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a price of a card or of a CPU flavour. */
final class PriceReader {

    static final Keys GPU = Keys.of("gpu", "pool", "perHour", "override");
    static final Keys CPU = Keys.of("cpu", "perVcpuHour", "override");
    private static final Keys KEYS = GPU.and(CPU);

    private PriceReader() {}

    static Optional<PriceOverride> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            boolean override = block.get("override", Scalars::truth).orElse(false);
            if (block.says("gpu") == block.says("cpu")) {
                return page.refuse(node, "a price is for one gpu or for one cpu");
            }
            return block.says("gpu") ? gpu(block, override) : cpu(block, override);
        });
    }

    private static Optional<PriceOverride> gpu(Block block, boolean override) {
        if (block.says("perVcpuHour")) {
            block.complain("a gpu's price is perHour");
        }
        Optional<String> id = block.get("gpu", PriceReader::type);
        Optional<String> pool = block.get("pool", Scalars::text);
        Optional<BigDecimal> price = block.require("perHour", Scalars::money);
        return id.flatMap(type -> price.map(usd -> new PriceOverride.Gpu(type, pool, usd, override)));
    }

    private static Optional<PriceOverride> cpu(Block block, boolean override) {
        if (block.says("perHour") || block.says("pool")) {
            block.complain("a cpu's price is perVcpuHour, and it has no pool");
        }
        Optional<String> id = block.get("cpu", PriceReader::type);
        Optional<BigDecimal> price = block.require("perVcpuHour", Scalars::money);
        return id.flatMap(type -> price.map(usd -> new PriceOverride.Cpu(type, usd, override)));
    }

    private static Optional<String> type(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(id -> id.isBlank() || id.contains("*") || id.contains("?")
                        ? page.refuse(node, "a price is for one type, so it takes no pattern")
                        : Optional.of(id));
    }
}
