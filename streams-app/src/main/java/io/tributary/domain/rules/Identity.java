package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import io.tributary.domain.LocalizedText;
import java.util.regex.Pattern;

/**
 * Which programme it is.
 *
 * @param id lower-case letters, digits and hyphens, at most 64 characters
 * @param version at least 1, rises with every change
 * @param name as merchants read it
 * @param digest of the record that it was read from, for {@link RulesDigest}
 * @param force from when this version is in force, and for whom
 */
public record Identity(String id, int version, LocalizedText name, ProgrammeStatus status, long digest, Force force) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Of a version that is in force for all from the beat that brings it. */
    public Identity(String id, int version, LocalizedText name, ProgrammeStatus status, long digest) {
        this(id, version, name, status, digest, Force.AT_ONCE);
    }

    public Identity {
        require(id != null && ID.matcher(id).matches(), "programmeId", id, "lower-case letters, digits and hyphens");
        require(version >= 1, "version", version, "at least 1");
        require(
                version > 1 || !force.isPutOff(),
                "transition",
                "in version 1",
                "in a later one: nobody takes part before the first");
    }

    /** First moment at which this version is in force, epoch milliseconds, or {@link RuleBook#AT_ONCE}. */
    public long effectiveFrom() {
        return force.from();
    }

    /**
     * From when a version is in force.
     *
     * @param from first moment, epoch milliseconds, or {@link RuleBook#AT_ONCE}
     * @param staysUntil until when those who take part then stay under the version before, epoch milliseconds; {@link Long#MAX_VALUE}: as
     *     long as that runs; {@link RuleBook#AT_ONCE}: not at all
     */
    public record Force(long from, long staysUntil) {
        /** For all, from the beat that brings it. */
        public static final Force AT_ONCE = forAll(RuleBook.AT_ONCE);

        public Force {
            boolean isPutOff = staysUntil != RuleBook.AT_ONCE;
            require(
                    !isPutOff || from != RuleBook.AT_ONCE,
                    "transition",
                    "of a version without effectiveFrom",
                    "of one that says from when it is in force");
            require(!isPutOff || staysUntil > from, "transition.endsAt", staysUntil, "later than effectiveFrom");
        }

        /** For all, from that moment on. */
        public static Force forAll(long from) {
            return new Force(from, RuleBook.AT_ONCE);
        }

        /** Whether those who take part stay under the version before. */
        boolean isPutOff() {
            return staysUntil != RuleBook.AT_ONCE;
        }
    }
}
