package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.enrolment.EnrolmentRecord.Cure;
import io.tributary.domain.enrolment.EnrolmentRecord.Dates;
import io.tributary.domain.enrolment.EnrolmentRecord.Request;
import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import io.tributary.domain.enrolment.LadderRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrolmentHistorySectionTest {
    @Test
    void shouldTakeBackWhatItGave() {
        EnrolmentHistory history = new EnrolmentHistory(
                List.of(
                        new EnrolmentRecord(
                                "spring",
                                List.of(
                                        new Request(EnrolmentEvent.APPLIED, 3, 5),
                                        new Request(EnrolmentEvent.INVITED, 4, 4)),
                                new Dates(6, 1, 2, 7),
                                List.of(new Cure("refunds", 8)),
                                List.of()),
                        new EnrolmentRecord(
                                "autumn",
                                List.of(),
                                new Dates(0, 0, 9, Long.MAX_VALUE),
                                List.of(),
                                List.of("refunds", "fraud"),
                                new Waiting(3, 4, 5))),
                List.of(
                        new LadderRecord("spring", 40, null, 0),
                        new LadderRecord("autumn", 7, new LadderRecord.Ending(true, "sells", 1, 2, 3), 4)));
        assertThat(EnrolmentHistorySection.history(EnrolmentHistorySection.of(history)))
                .isEqualTo(history);
        assertThat(EnrolmentHistorySection.history(EnrolmentHistorySection.of(EnrolmentHistory.NONE)))
                .isSameAs(EnrolmentHistory.NONE);
    }
}
