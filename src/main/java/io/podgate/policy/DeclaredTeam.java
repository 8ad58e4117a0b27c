package io.podgate.policy;

import java.util.List;

/** A team as a file has it, before the defaults. */
record DeclaredTeam(Place place, String name, List<Selector> owns, Terms terms, List<DeclaredCaller> callers) {}
