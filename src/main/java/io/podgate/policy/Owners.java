package io.podgate.policy;

import java.util.Optional;

/** Whose budget lines and spending are, in keys and in words. */
final class Owners {

    static final String ACCOUNT = "account";

    private static final String TEAM = "team/";
    private static final String GROUP = "group/";

    private Owners() {}

    static String team(String name) {
        return TEAM + name;
    }

    static String group(String name) {
        return GROUP + name;
    }

    static boolean isTeam(String owner) {
        return owner.startsWith(TEAM);
    }

    /** The team's name; empty of groups and the account. */
    static Optional<String> teamOf(String owner) {
        return isTeam(owner) ? Optional.of(owner.substring(TEAM.length())) : Optional.empty();
    }

    /** {@code the account}, {@code team vision}, {@code group staging}. */
    static String inWords(String owner) {
        return owner.equals(ACCOUNT) ? "the account" : owner.replace('/', ' ');
    }
}
