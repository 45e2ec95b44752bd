package io.tributary.topology.merchant;

import io.tributary.domain.reward.Benefit;
import io.tributary.domain.reward.BenefitKind;
import io.tributary.domain.reward.BenefitStatus;
import io.tributary.domain.reward.BenefitUnit;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.domain.reward.MarginalTiers;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.reward.MissionProgress;
import io.tributary.state.v1.BenefitState;
import io.tributary.state.v1.MissionState;
import io.tributary.state.v1.ProgrammeRewardsState;
import io.tributary.state.v1.RewardsState;
import io.tributary.state.v1.TierState;

/** Section “rewards” of a merchant. */
final class RewardsSection {
    private RewardsSection() {}

    static RewardsState of(MerchantRewards rewards) {
        return new RewardsState(
                rewards.snapshot().stream().map(RewardsSection::of).toList());
    }

    private static ProgrammeRewardsState of(MerchantRewards.Part part) {
        return new ProgrammeRewardsState(
                part.programmeId(),
                part.since(),
                part.lastNumber(),
                part.once(),
                part.missions().stream().map(RewardsSection::of).toList(),
                part.benefits().stream().map(RewardsSection::of).toList());
    }

    private static MissionState of(MissionProgress.Snapshot mission) {
        return new MissionState(
                mission.missionId(),
                mission.counted(),
                mission.day(),
                mission.fulfilled(),
                mission.rewarded(),
                mission.fulfilledAt());
    }

    private static BenefitState of(GivenBenefit.Snapshot given) {
        GivenBenefit.Terms terms = given.terms();
        Benefit.Allowance allowance = terms.allowance();
        BenefitState state = new BenefitState();
        state.setBenefitId(terms.benefitId());
        state.setNumber(terms.number());
        state.setVersion(terms.version());
        state.setKind(terms.kind().name());
        state.setUnit(allowance.unit().name());
        state.setQuota(allowance.quota());
        state.setCurrency(allowance.currency());
        state.setTiers(allowance.tiers().tiers().stream()
                .map(tier -> new TierState(tier.upTo(), tier.rate()))
                .toList());
        state.setFrom(terms.from());
        state.setUntil(terms.until());
        state.setMissionId(terms.missionId());
        state.setStatus(given.status().name());
        state.setOrders(given.orders());
        state.setSales(given.sales());
        state.setUsed(given.used());
        state.setPublished(given.published() == null ? "" : given.published().name());
        state.setPublishedUsed(given.publishedUsed());
        return state;
    }

    static MerchantRewards rewards(RewardsState state) {
        return MerchantRewards.restored(
                state.getProgrammes().stream().map(RewardsSection::part).toList());
    }

    private static MerchantRewards.Part part(ProgrammeRewardsState state) {
        return new MerchantRewards.Part(
                // One string for all merchants of a programme.
                state.getProgrammeId().intern(),
                state.getSince(),
                state.getLastNumber(),
                state.getOnce(),
                state.getMissions().stream().map(RewardsSection::mission).toList(),
                state.getBenefits().stream().map(RewardsSection::given).toList());
    }

    private static MissionProgress.Snapshot mission(MissionState state) {
        return new MissionProgress.Snapshot(
                state.getMissionId(),
                state.getCounted(),
                state.getDay(),
                state.getFulfilled(),
                state.getRewarded(),
                state.getFulfilledAt());
    }

    private static GivenBenefit.Snapshot given(BenefitState state) {
        MarginalTiers tiers = new MarginalTiers(state.getTiers().stream()
                .map(tier -> new MarginalTiers.Tier(tier.getUpTo(), tier.getRate()))
                .toList());
        Benefit.Allowance allowance = new Benefit.Allowance(
                BenefitUnit.valueOf(state.getUnit()), state.getQuota(), state.getCurrency(), tiers);
        String published = state.getPublished();
        return new GivenBenefit.Snapshot(
                new GivenBenefit.Terms(
                        state.getBenefitId(),
                        state.getNumber(),
                        state.getVersion(),
                        BenefitKind.valueOf(state.getKind()),
                        allowance,
                        state.getFrom(),
                        state.getUntil(),
                        state.getMissionId()),
                BenefitStatus.valueOf(state.getStatus()),
                state.getOrders(),
                state.getSales(),
                state.getUsed(),
                published.isEmpty() ? null : BenefitStatus.valueOf(published),
                state.getPublishedUsed());
    }
}
