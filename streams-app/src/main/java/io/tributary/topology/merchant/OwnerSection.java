package io.tributary.topology.merchant;

import io.tributary.domain.entity.EntityAnswer;
import io.tributary.domain.entity.Holding;
import io.tributary.domain.entity.Ownership;
import io.tributary.domain.entity.Share;
import io.tributary.domain.entity.ShopReport;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.HoldingState;
import io.tributary.state.v1.OwnershipState;
import io.tributary.state.v1.ShareState;
import java.util.List;

/** Section “owner” of a merchant. */
final class OwnerSection {
    private OwnerSection() {}

    static OwnershipState of(MerchantState merchant) {
        Ownership ownership = merchant.ownership();
        OwnershipState state = new OwnershipState();
        state.setEntity(ownership.entity());
        state.setSince(ownership.stint().since());
        state.setNumber(ownership.stint().number());
        state.setLeft(ownership.stint().left());
        state.setJoinedAt(ownership.told().joinedAt());
        state.setHoldings(
                ownership.told().holdings().stream().map(OwnerSection::holding).toList());
        state.setAnswer(ownership.answer().number());
        state.setOwnerJoinedAt(ownership.answer().ownerJoinedAt());
        state.setOffered(
                ownership.answer().shares().stream().map(OwnerSection::share).toList());
        state.setInForce(ownership.inForce().stream().map(OwnerSection::share).toList());
        return state;
    }

    static void restore(MerchantState merchant, OwnershipState state) {
        merchant.restore(new Ownership(
                state.getEntity(),
                new ShopReport.Stint(state.getSince(), state.getNumber(), state.getLeft()),
                new Ownership.Told(
                        state.getJoinedAt(),
                        state.getHoldings().stream().map(OwnerSection::holding).toList()),
                new EntityAnswer(
                        state.getSince(), state.getAnswer(), state.getOwnerJoinedAt(), shares(state.getOffered())),
                shares(state.getInForce())));
    }

    private static List<Share> shares(List<ShareState> stored) {
        return stored.stream()
                .map(each -> new Share(
                        // One and the same string for all merchants of a programme.
                        each.getProgrammeId().intern(), each.getNumber(), each.getPeriodStart(), each.getExposures()))
                .toList();
    }

    private static ShareState share(Share share) {
        return new ShareState(share.programmeId(), share.number(), share.periodStart(), share.exposures());
    }

    private static HoldingState holding(Holding holding) {
        return new HoldingState(
                holding.programmeId(),
                holding.terms().version(),
                holding.terms().cap(),
                holding.claim().weight(),
                holding.claim().demand(),
                holding.held().periodStart(),
                holding.held().taken(),
                holding.held().exposures());
    }

    private static Holding holding(HoldingState state) {
        return new Holding(
                state.getProgrammeId().intern(),
                new Holding.Terms(state.getVersion(), state.getCap()),
                new Holding.Claim(state.getWeight(), state.getDemand()),
                new Holding.Held(state.getPeriodStart(), state.getTaken(), state.getHeld()));
    }
}
