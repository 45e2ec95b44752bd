package io.tributary.domain.merchant;

import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a task knows of its programmes: the rules in force, and who takes part in each. */
final class TaskProgrammes {
    private final Map<String, Members> members = new HashMap<>();
    private RuleBook rules;

    private String lastAsked = "";
    private ProgrammeRules lastRules;

    TaskProgrammes(RuleBook rules) {
        this.rules = rules;
    }

    RuleBook rules() {
        return rules;
    }

    /** Puts other rules in force. */
    void rules(RuleBook now) {
        rules = now;
        lastAsked = "";
    }

    /** The rules of a programme; null when there is none. */
    ProgrammeRules rules(String programmeId) {
        // Asked for every event of a member, and mostly of the same programme.
        if (!programmeId.equals(lastAsked)) {
            RuleBook.Entry entry = rules.entry(programmeId);
            lastRules = entry == null ? null : entry.rules();
            lastAsked = programmeId;
        }
        return lastRules;
    }

    /** Those who take part in a programme, at this task; nobody at first. */
    Members members(String programmeId) {
        return members.computeIfAbsent(programmeId, Members::new);
    }

    Collection<Members> all() {
        return members.values();
    }
}
