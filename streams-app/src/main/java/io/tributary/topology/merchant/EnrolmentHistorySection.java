package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.enrolment.EnrolmentRecord.Cure;
import io.tributary.domain.enrolment.EnrolmentRecord.Dates;
import io.tributary.domain.enrolment.EnrolmentRecord.Request;
import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import io.tributary.state.v1.CureState;
import io.tributary.state.v1.EnrolmentEventName;
import io.tributary.state.v1.EnrolmentHistoryState;
import io.tributary.state.v1.EnrolmentRecordState;
import io.tributary.state.v1.EnrolmentRequestState;
import io.tributary.state.v1.WaitingState;

/** Section “enrolment history” of a merchant. */
final class EnrolmentHistorySection {
    private EnrolmentHistorySection() {}

    static EnrolmentHistoryState of(EnrolmentHistory history) {
        return new EnrolmentHistoryState(
                history.records().stream().map(EnrolmentHistorySection::state).toList());
    }

    static EnrolmentHistory history(EnrolmentHistoryState state) {
        return state.getRecords().isEmpty()
                ? EnrolmentHistory.NONE
                : new EnrolmentHistory(state.getRecords().stream()
                        .map(EnrolmentHistorySection::record)
                        .toList());
    }

    private static EnrolmentRecordState state(EnrolmentRecord record) {
        Dates dates = record.dates();
        return new EnrolmentRecordState(
                record.programmeId(),
                record.requests().stream()
                        .map(each -> new EnrolmentRequestState(
                                EnrolmentEventName.valueOf(each.event().name()), each.firstAt(), each.lastAt()))
                        .toList(),
                dates.enrolledAt(),
                dates.declinedAt(),
                dates.exitedAt(),
                dates.bannedUntil(),
                record.cures().stream()
                        .map(each -> new CureState(each.exit(), each.since()))
                        .toList(),
                record.exits(),
                record.waiting() == null
                        ? null
                        : new WaitingState(
                                record.waiting().order(),
                                record.waiting().sinceBeat(),
                                record.waiting().since()));
    }

    private static EnrolmentRecord record(EnrolmentRecordState state) {
        return new EnrolmentRecord(
                state.getProgrammeId().intern(),
                state.getRequests().stream()
                        .map(each -> new Request(
                                EnrolmentEvent.valueOf(each.getEvent().name()), each.getFirstAt(), each.getLastAt()))
                        .toList(),
                new Dates(state.getEnrolledAt(), state.getDeclinedAt(), state.getExitedAt(), state.getBannedUntil()),
                state.getCures().stream()
                        .map(each -> new Cure(each.getExit(), each.getSince()))
                        .toList(),
                state.getExits(),
                waiting(state.getWaiting()));
    }

    private static Waiting waiting(WaitingState state) {
        return state == null ? null : new Waiting(state.getOrder(), state.getSinceBeat(), state.getSince());
    }
}
