package io.tributary.domain.decision;

import java.util.Map;

/**
 * What the decisions that one beat made about a merchant were made on.
 *
 * @param decidedAt service time, epoch milliseconds
 * @param beat number of the beat
 * @param rulesDigest of the rules and lists in force
 * @param facts what was known of the merchant, as far as clauses ask for it; empty where eligibility was not decided
 * @param lists versions of the lists that the clauses of these programmes name
 */
public record DecisionBasis(
        long decidedAt, long beat, long rulesDigest, Map<String, String> facts, Map<String, Integer> lists) {}
