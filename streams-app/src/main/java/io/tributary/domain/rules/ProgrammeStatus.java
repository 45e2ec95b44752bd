package io.tributary.domain.rules;

/** Whether a programme runs. Same order as the schema's symbols. */
public enum ProgrammeStatus {
    ACTIVE,
    PAUSED,
    ENDED
}
