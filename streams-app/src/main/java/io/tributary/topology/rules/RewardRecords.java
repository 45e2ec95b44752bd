package io.tributary.topology.rules;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.reward.Benefit;
import io.tributary.domain.reward.BenefitKind;
import io.tributary.domain.reward.BenefitUnit;
import io.tributary.domain.reward.MarginalTiers;
import io.tributary.domain.reward.Mission;
import io.tributary.domain.reward.RewardRules;
import io.tributary.programmes.v1.Programme;
import java.util.List;
import java.util.function.Supplier;

/** Missions and benefits of a programme, from records to the domain. */
final class RewardRecords {
    private RewardRecords() {}

    /**
     * @throws IllegalArgumentException naming the field and what it must be
     */
    static RewardRules rewards(Programme programme) {
        boolean rewardsStages = programme.getStages().stream().anyMatch(step -> step.getReward() != null);
        if (programme.getMissions().isEmpty() && programme.getBenefits().isEmpty() && !rewardsStages) {
            return RewardRules.NONE;
        }
        List<Mission> missions = programme.getMissions().stream()
                .map(each -> at("missions." + each.getId(), () -> mission(each)))
                .toList();
        List<Benefit> benefits = programme.getBenefits().stream()
                .map(each -> at("benefits." + each.getId(), () -> benefit(each)))
                .toList();
        return new RewardRules(missions, benefits, StageRules.promotions(programme.getStages()));
    }

    private static Mission mission(io.tributary.programmes.v1.Mission record) {
        return new Mission(
                record.getId(),
                text(record.getName()),
                record.getEvent(),
                new Mission.Terms(record.getEvery(), record.getDaily(), record.getMost(), record.getWithinDays()),
                record.getRequires(),
                record.getBenefit());
    }

    private static Benefit benefit(io.tributary.programmes.v1.Benefit record) {
        MarginalTiers tiers = new MarginalTiers(record.getTiers().stream()
                .map(tier -> new MarginalTiers.Tier(
                        tier.getUpTo() == null ? Long.MAX_VALUE : tier.getUpTo(), tier.getRate()))
                .toList());
        Benefit.Allowance allowance = new Benefit.Allowance(
                BenefitUnit.valueOf(record.getUnit().name()),
                record.getQuota(),
                record.getCurrency() == null ? "" : record.getCurrency(),
                tiers);
        return new Benefit(
                record.getId(),
                BenefitKind.valueOf(record.getKind().name()),
                text(record.getName()),
                allowance,
                new Benefit.Validity(record.getStartsAfterDays(), record.getValidDays(), record.getAccept()));
    }

    private static LocalizedText text(io.tributary.common.v1.LocalizedText text) {
        return at("name", () -> new LocalizedText(text.getZh(), text.getEn()));
    }

    private static <T> T at(String path, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + "." + e.getMessage(), e);
        }
    }
}
