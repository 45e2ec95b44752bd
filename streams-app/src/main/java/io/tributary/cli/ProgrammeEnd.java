package io.tributary.cli;

import io.tributary.domain.rules.NoticePolicy;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;

/** The last version of a programme: the one that says when it ends. */
final class ProgrammeEnd {
    private static final long HOUR = 3_600_000;

    private ProgrammeEnd() {}

    /**
     * The version that ends a published programme as its notice allows.
     *
     * @param asked when it is to end, epoch milliseconds; null for the first full hour at which its notice is over, at once where it owes none
     * @throws IllegalArgumentException when it is asked to end sooner, has ended already, or is to end before it starts
     */
    static Notice notice(PublishedProgrammes published, String id, Long asked, NoticePolicy policy, long now) {
        Programme inForce = published.inForceAt(id, now);
        Programme latest = published.latest().get(id);
        Programme programme = inForce == null ? latest : inForce;
        int version = latest.getVersion() + 1;
        Notice notice = Notice.of(published, of(programme, version, asked == null ? now : asked, now), policy, now);
        if (notice.isShort() && asked == null) {
            long end = Math.floorDiv(notice.earliest(), HOUR) * HOUR + HOUR;
            notice = Notice.of(published, of(programme, version, end, now), policy, now);
        }
        if (notice.isShort()) {
            throw new IllegalArgumentException("--at " + Moment.show(asked) + ": " + RuleFiles.title(programme)
                    + " owes notice until then: retire it --at " + notice.moment(notice.earliest())
                    + " or later; to stop boosts now: tributary control stop programme:" + id);
        }
        return notice;
    }

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
        // Whoever stays under a former version goes on to: that takes nothing from anybody.
        boolean staysOpen = end > now && TransitionCheck.isOpen(programme, now);
        Programme.Builder ended = Programme.newBuilder(programme)
                .setVersion(version)
                .setEffectiveFrom(staysOpen ? (Long) now : null)
                .setTransition(staysOpen ? programme.getTransition() : null);
        if (end > programme.getStartsAt()) {
            ended.setEndsAt(end);
        } else if (end > now) {
            throw new IllegalArgumentException("--at " + Moment.show(end) + ": " + RuleFiles.title(programme)
                    + " starts at " + Moment.show(programme.getStartsAt()) + "; without --at it ends at once");
        }
        return (end <= now ? ended.setStatus(ProgrammeStatus.ENDED) : ended).build();
    }
}
