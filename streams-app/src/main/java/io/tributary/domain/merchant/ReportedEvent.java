package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.EnrolmentEvent;

/**
 * Something that a merchant did, or that happened to it, as its platform reports it.
 *
 * @param idHash of the event's id
 * @param type what happened: lower-case letters, digits and hyphens
 * @param time when it happened, epoch milliseconds
 * @param quantity how much of it, in the unit of the type, at least 1
 * @param programmeId the programme that it is about; empty when it is about none
 * @param itemId the item that it is about; empty when it is about none
 * @param benefitId the benefit of the programme that it is about; empty when it is about none
 */
public record ReportedEvent(
        long idHash, String type, long time, long quantity, String programmeId, String itemId, String benefitId) {
    public static final String ACCEPTED = "accepted";

    public ReportedEvent {
        if (programmeId.isEmpty()
                && (type.equals(ACCEPTED) || EnrolmentEvent.of(type).isPresent())) {
            throw new IllegalArgumentException(
                    "programmeId: is missing, must be the programme that the event '" + type + "' is about");
        }
        if (benefitId.isEmpty() && type.equals(ACCEPTED)) {
            throw new IllegalArgumentException("benefitId: is missing, must be the benefit that is accepted");
        }
    }

    /** About no benefit. */
    public ReportedEvent(long idHash, String type, long time, long quantity, String programmeId, String itemId) {
        this(idHash, type, time, quantity, programmeId, itemId, "");
    }

    /** Whether it is about one programme. */
    boolean isOfProgramme() {
        return !programmeId.isEmpty();
    }
}
