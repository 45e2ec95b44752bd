package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;

/** How a merchant comes into a programme. Same symbols as the schema's. */
public enum EnrolmentMode {
    /** By itself, as soon as all conditions hold. */
    AUTOMATIC(null, Ground.LEFT),
    /** Once the merchant has applied. */
    APPLICATION(EnrolmentEvent.APPLIED, Ground.NOT_APPLIED),
    /** Once the platform has invited it. */
    INVITATION(EnrolmentEvent.INVITED, Ground.NOT_INVITED),
    /** Once the merchant has opted in. */
    OPT_IN(EnrolmentEvent.OPTED_IN, Ground.NOT_OPTED_IN);

    private final EnrolmentEvent request;
    private final Outcome withoutRequest;

    EnrolmentMode(EnrolmentEvent request, Ground withoutRequest) {
        this.request = request;
        this.withoutRequest = Outcome.on(withoutRequest);
    }

    /** Whether a merchant comes in only after it was asked for. */
    public boolean needsRequest() {
        return request != null;
    }

    /** Whether merchants come in by their own choice only. */
    public boolean isChosen() {
        return this == APPLICATION || this == OPT_IN;
    }

    /** Whether this event lets a merchant in; into an automatic programme that it has left, any but leaving does. */
    boolean isMetBy(EnrolmentEvent event) {
        return request == null ? event != EnrolmentEvent.LEFT : event == request;
    }

    /** What is decided of a merchant that was not asked for. */
    Outcome withoutRequest() {
        return withoutRequest;
    }
}
