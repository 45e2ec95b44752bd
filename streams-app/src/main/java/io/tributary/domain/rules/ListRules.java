package io.tributary.domain.rules;

import java.util.List;

/**
 * A named list that eligibility refers to.
 *
 * @param name letters, digits, hyphens and underscores
 * @param version at least 1, rises with every change
 * @param digest of the record that it was read from, for {@link RulesDigest}
 */
public record ListRules(String name, int version, List<String> entries, long digest) {
    public ListRules {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "list name \"" + name + "\": use 1 to 64 letters, digits, hyphens and underscores");
        }
        if (version < 1) {
            throw new IllegalArgumentException("list " + name + ": version " + version + " must be at least 1");
        }
        entries = List.copyOf(entries);
    }
}
