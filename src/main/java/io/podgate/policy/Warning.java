package io.podgate.policy;

/**
 * What the policy has to say to an update that passes.
 *
 * @param rule the line that says it, as in violations: {@code budget.burnRate}
 * @param detail for the caller, one sentence
 */
public record Warning(String rule, String detail) {}
