package io.tributary.domain.enrolment;

import java.util.List;

/**
 * What may happen to a merchant that takes part in a programme.
 *
 * @param exits any of which ends its part
 * @param ladder the stages that it may come to
 */
public record Course(List<HardExit> exits, StageLadder ladder) {
    public Course {
        exits = List.copyOf(exits);
    }

    /** By hard exits alone, beside the usual ladder. */
    public Course(List<HardExit> exits) {
        this(exits, StageLadder.USUAL);
    }
}
