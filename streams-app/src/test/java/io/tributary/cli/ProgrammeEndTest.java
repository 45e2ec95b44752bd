package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.rules.Jurisdiction;
import io.tributary.domain.rules.NoticePolicy;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.PublicationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a programme may end. */
class ProgrammeEndTest {
    private static final Programme NEWCOMER =
            ProgrammeFile.read(Path.of("..", "deploy", "programmes", "newcomer.yaml"));
    private static final PublishedProgrammes PUBLISHED = PublishedProgrammes.of(List.of(NEWCOMER));
    private static final NoticePolicy CN = new NoticePolicy(Jurisdiction.CN, 0, 0);
    private static final NoticePolicy NONE = new NoticePolicy(Jurisdiction.NONE, 0, 0);
    private static final long NOW = Instant.parse("2026-03-01T10:20:00Z").toEpochMilli();

    @Test
    void shouldEndAtTheFirstFullHourAfterItsNotice() {
        Notice notice = ProgrammeEnd.notice(PUBLISHED, "newcomer", null, CN, NOW);

        assertThat(notice.after().getEndsAt())
                .isEqualTo(Instant.parse("2026-03-16T11:00:00Z").toEpochMilli());
        assertThat(notice.after().getVersion()).isEqualTo(NEWCOMER.getVersion() + 1);
        assertThat(notice.after().getStatus()).isEqualTo(ProgrammeStatus.ACTIVE);
        assertThat(notice.kind()).isEqualTo(PublicationKind.IMPORTANT);
        assertThat(notice.isShort()).isFalse();
    }

    @Test
    void shouldEndAtOnceWhereNoNoticeIsOwed() {
        Notice notice = ProgrammeEnd.notice(PUBLISHED, "newcomer", null, NONE, NOW);

        assertThat(notice.after().getStatus()).isEqualTo(ProgrammeStatus.ENDED);
    }

    @Test
    void shouldEndWhenAskedIfThatIsLateEnough() {
        long late = NOW + Duration.ofDays(40).toMillis();
        assertThat(ProgrammeEnd.notice(PUBLISHED, "newcomer", late, CN, NOW)
                        .after()
                        .getEndsAt())
                .isEqualTo(late);
        assertThatThrownBy(() -> ProgrammeEnd.notice(PUBLISHED, "newcomer", NOW, CN, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owes notice until then: retire it --at 2026-03-16T19:00:00+08:00 or later")
                .hasMessageContaining("tributary control stop programme:newcomer");
    }
}
