package io.tributary.domain.enrolment;

import java.util.Optional;

/** What is told of a merchant and one programme, by the merchant or by the platform. */
public enum EnrolmentEvent {
    APPLIED("applied"),
    INVITED("invited"),
    OPTED_IN("opted-in"),
    /** The merchant leaves the programme by its own word. */
    LEFT("left");

    private final String type;

    EnrolmentEvent(String type) {
        this.type = type;
    }

    /** The type of event that tells it. */
    public String type() {
        return type;
    }

    /** The one that an event of this type tells; empty when it tells none. */
    public static Optional<EnrolmentEvent> of(String type) {
        for (EnrolmentEvent each : values()) {
            if (each.type.equals(type)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
