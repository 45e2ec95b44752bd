package io.tributary.domain.rules;

/** What a programme counts the relevance in that its boosts cost shoppers. Same order as the schema's symbols. */
public enum RelevanceUnit {
    /** The ranker's score. */
    SCORE,
    /** Ranks gained. */
    RANK
}
