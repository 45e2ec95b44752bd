package io.tributary.domain.decision;

import io.tributary.domain.appeal.AppealChannel;
import java.util.Map;

/**
 * What the decisions that one beat made about a merchant were made on.
 *
 * @param decidedAt service time, epoch milliseconds
 * @param beat number of the beat
 * @param facts what was known of the merchant, as far as clauses ask for it; empty where eligibility was not decided
 */
public record DecisionBasis(long decidedAt, long beat, Rules rules, Map<String, String> facts) {
    /**
     * The rules in force.
     *
     * @param digest of all rules and lists
     * @param lists versions of the lists that the clauses of these programmes name
     * @param appeals where merchants appeal against what takes or keeps something from them, by programme, where its rules say so
     */
    public record Rules(long digest, Map<String, Integer> lists, Map<String, AppealChannel> appeals) {}
}
