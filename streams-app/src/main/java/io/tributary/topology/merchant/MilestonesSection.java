package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.Milestones;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.MilestonesState;
import java.util.Arrays;

/** Section “milestones” of a merchant. */
final class MilestonesSection {
    private MilestonesSection() {}

    static MilestonesState of(MerchantState merchant) {
        Milestones milestones = merchant.milestones();
        MilestonesState state = new MilestonesState();
        state.setFirst(milestones.firsts());
        state.setIds(Arrays.stream(milestones.ids()).boxed().toList());
        return state;
    }

    static void restore(MerchantState merchant, MilestonesState state) {
        merchant.restore(Milestones.of(
                state.getFirst(),
                state.getIds().stream().mapToLong(Long::longValue).toArray()));
    }
}
