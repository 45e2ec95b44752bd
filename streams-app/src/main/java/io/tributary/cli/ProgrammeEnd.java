package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;

/** The last version of a programme: the one that says when it ends. */
final class ProgrammeEnd {
    private ProgrammeEnd() {}

    /**
     * The programme's next version, which ends then.
     *
     * @param version its number, above all that are published
     * @param end epoch milliseconds; a time that is not after {@code now} ends it at once
     * @throws IllegalArgumentException when it has ended already, or is to end before it starts
     */
    static Programme of(Programme programme, int version, long end, long now) {
        if (programme.getStatus() == ProgrammeStatus.ENDED) {
            throw new IllegalArgumentException(RuleFiles.title(programme)
                    + " has ended already; `tributary programmes delete " + programme.getProgrammeId()
                    + "` removes it");
        }
        Programme.Builder ended =
                Programme.newBuilder(programme).setVersion(version).setEffectiveFrom(null);
        if (end > programme.getStartsAt()) {
            ended.setEndsAt(end);
        } else if (end > now) {
            throw new IllegalArgumentException("--at " + Moment.show(end) + ": " + RuleFiles.title(programme)
                    + " starts at " + Moment.show(programme.getStartsAt()) + "; without --at it ends at once");
        }
        return (end <= now ? ended.setStatus(ProgrammeStatus.ENDED) : ended).build();
    }
}
