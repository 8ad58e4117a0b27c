package io.podgate.policy;

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

    /** {@code the account}, {@code team vision}, {@code group staging}. */
    static String inWords(String owner) {
        return owner.equals(ACCOUNT) ? "the account" : owner.replace('/', ' ');
    }
}
