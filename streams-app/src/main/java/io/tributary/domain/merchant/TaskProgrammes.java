package io.tributary.domain.merchant;

import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.RulesInForce;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a task knows of its programmes: the rules in force, and who takes part in each. */
final class TaskProgrammes {
    private final Map<String, Members> members = new HashMap<>();
    private RuleBook book;
    private RulesInForce rules;

    private String lastAsked = "";
    private ProgrammeRules lastRules;

    /**
     * @param time of the last beat, epoch milliseconds
     */
    TaskProgrammes(RuleBook book, long time) {
        this.book = book;
        this.rules = book.inForceAt(time);
    }

    RulesInForce rules() {
        return rules;
    }

    /**
     * Takes over rules that a beat brings, and puts in force those for which the time has come.
     *
     * @param attached null when it brings none
     * @param time of the beat, epoch milliseconds
     * @return whether other rules are in force than before
     */
    boolean follow(RuleBook attached, long time) {
        if (attached != null && attached.digest() != book.digest()) {
            book = attached;
        }
        RulesInForce before = rules;
        rules = book.inForceAt(time);
        lastAsked = "";
        return rules != before;
    }

    /** The rules of a programme; null when there is none. */
    ProgrammeRules rules(String programmeId) {
        // Asked for every event of a member, and mostly of the same programme.
        if (!programmeId.equals(lastAsked)) {
            lastRules = rules.rules(programmeId);
            lastAsked = programmeId;
        }
        return lastRules;
    }

    /** The rules of a merchant's part in a programme: those of a former version where it stays under that. Null when there are none. */
    ProgrammeRules rules(Participation part) {
        return rules.rules(part.programmeId(), part.enrolment().version());
    }

    /**
     * The rules of a programme that were in force at a time, as far as they are known; null when there were none.
     *
     * @param time epoch milliseconds
     */
    ProgrammeRules rulesAt(String programmeId, long time) {
        return book.inForceAt(time).rules(programmeId);
    }

    /** Those who take part in a programme, at this task; nobody at first. */
    Members members(String programmeId) {
        return members.computeIfAbsent(programmeId, Members::new);
    }

    Collection<Members> all() {
        return members.values();
    }
}
