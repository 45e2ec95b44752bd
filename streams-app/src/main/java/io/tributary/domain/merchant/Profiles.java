package io.tributary.domain.merchant;

import io.tributary.domain.eligibility.MerchantProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the platform tells of merchants. A change is decided on at the next sweep, but who may not be boosted any more is not until then. */
final class Profiles {
    /** Merchants looked at in a row. */
    private static final int LOOKS_AT_ONCE = 500;

    private final Counters counters;
    private final MerchantRepository repository;
    private final TaskMerchants merchants;
    private final VisitQueue visits;
    private final Visit visit;

    Profiles(
            Counters counters, MerchantRepository repository, TaskMerchants merchants, VisitQueue visits, Visit visit) {
        this.counters = counters;
        this.repository = repository;
        this.merchants = merchants;
        this.visits = visits;
        this.visit = visit;
    }

    void put(String merchantId, MerchantProfile profile, long updatedAt) {
        MerchantState merchant = merchants.of(merchantId, null);
        if (updatedAt < merchant.profiledAt()) {
            counters.staleProfiles++;
            return;
        }
        change(merchant, profile, updatedAt);
    }

    void withdraw(String merchantId) {
        MerchantState merchant = merchants.of(merchantId, null);
        change(merchant, null, merchant.profiledAt());
    }

    private void change(MerchantState merchant, MerchantProfile profile, long updatedAt) {
        repository.changed(merchant);
        merchant.profile(profile, updatedAt);
        merchant.undecided(true);
        visits.enqueue(merchant);
        if (profile == null || profile.optOut()) {
            visit.withdraw(merchant);
        }
    }

    /**
     * Withdraws all but these.
     *
     * @return how many were withdrawn
     */
    int withdrawAllBut(Set<String> present) {
        List<String> gone = new ArrayList<>();
        MerchantRepository.Pass pass = repository.pass();
        boolean more = true;
        while (more) {
            more = pass.next(LOOKS_AT_ONCE, merchant -> {
                if (merchant.profile() != null && !present.contains(merchant.id())) {
                    gone.add(merchant.id());
                }
            });
        }
        gone.forEach(this::withdraw);
        return gone.size();
    }
}
