package io.tributary.app.run;

import java.util.Locale;

/** Who works with the topics, each with the least permissions that its work takes: see {@link AccessRights}. */
public enum AccessRole {
    /** Instances of the service. */
    SERVICE("instances of the service"),
    /** Whoever creates topics and applies rules: most commands of `tributary`. */
    OPERATOR("whoever creates topics, applies rules and mends positions with `tributary`"),
    /** Whoever sends dead letters again, and so may write whatever the platform may: nobody should have it who need not. */
    REPAIR("whoever resends or discards dead letters: `tributary dead-letters`"),
    /** The platform, which writes what happened. */
    PLATFORM("the platform, which writes what happened"),
    /** Hosts with a BoostTable. */
    RECOMMENDER("recommender hosts, which follow boosts with a BoostTable"),
    /** Whoever reads what came of it. */
    ANALYST("whoever reads metrics, decisions and the ledger, `tributary metrics` among them");

    private final String meaning;

    AccessRole(String meaning) {
        this.meaning = meaning;
    }

    /** Who that is, in words. */
    public String meaning() {
        return meaning;
    }

    /** As commands call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
