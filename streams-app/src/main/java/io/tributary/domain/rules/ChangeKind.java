package io.tributary.domain.rules;

/** How much a change of the rules matters to merchants. It is derived from the change, never written: see {@link RuleChange}. */
public enum ChangeKind {
    /** It takes nothing from anybody. */
    GENERAL,
    /** It may take something from somebody. */
    IMPORTANT
}
