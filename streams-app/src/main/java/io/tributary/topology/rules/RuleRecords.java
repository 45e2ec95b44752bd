package io.tributary.topology.rules;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.allocation.DeliveryShape;
import io.tributary.domain.appeal.AppealChannel;
import io.tributary.domain.rules.Delivery;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.Reach;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import io.tributary.domain.rules.Funding;
import io.tributary.domain.rules.Identity;
import io.tributary.domain.rules.Identity.Force;
import io.tributary.domain.rules.ItemScope;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.domain.rules.Quota;
import io.tributary.domain.rules.Quota.Sharing;
import io.tributary.domain.rules.RelevanceUnit;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.Term;
import io.tributary.programmes.v1.FundingSource;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Transition;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.topology.calendar.Windows;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Programmes, from records to the domain: the same reading where they are published and where they take effect. */
public final class RuleRecords {
    private RuleRecords() {}

    /**
     * The rules as the domain holds them.
     *
     * @throws IllegalArgumentException naming the field and what it must be
     */
    public static ProgrammeRules rules(Programme programme) {
        RecordBounds.check(programme);
        Term term = term(programme);
        return new ProgrammeRules(
                identity(programme),
                term,
                new Quota(
                        programme.getPool(),
                        programme.getFloor(),
                        programme.getCap(),
                        weights(programme.getStageWeights()),
                        sharing(programme)),
                delivery(programme),
                EnrolmentRules.admission(programme, term),
                RewardRecords.rewards(programme));
    }

    static AppealChannel appeal(io.tributary.programmes.v1.AppealChannel given) {
        return given == null ? null : new AppealChannel(given.getChannel(), given.getDays());
    }

    private static Identity identity(Programme programme) {
        return new Identity(
                programme.getProgrammeId(),
                programme.getVersion(),
                text("name", programme.getName()),
                ProgrammeStatus.valueOf(programme.getStatus().name()),
                RecordDigest.of(programme),
                force(programme.getEffectiveFrom(), programme.getTransition()));
    }

    private static Force force(Long effectiveFrom, Transition given) {
        long from = effectiveFrom == null ? RuleBook.AT_ONCE : effectiveFrom;
        if (given == null) {
            return Force.forAll(from);
        }
        if ((given.getEndsAt() != null) == given.getToTheEnd()) {
            throw new IllegalArgumentException("transition: has "
                    + (given.getToTheEnd() ? "endsAt and toTheEnd: true" : "neither endsAt nor toTheEnd: true")
                    + ", must have one: until when those who take part stay under the former version");
        }
        return new Force(from, given.getToTheEnd() ? Long.MAX_VALUE : given.getEndsAt());
    }

    private static Term term(Programme programme) {
        ZoneId zone = ProgrammeRules.zone(programme.getTimeZone());
        return new Term(
                programme.getStartsAt(),
                programme.getEndsAt() == null ? Long.MAX_VALUE : programme.getEndsAt(),
                zone,
                programme.getPeriodMinutes(),
                Windows.read(programme.getWindows(), zone));
    }

    private static Sharing sharing(Programme programme) {
        return new Sharing(
                funding(programme.getFunding()),
                programme.getMostOfAll(),
                programme.getEntity() == null
                        ? Long.MAX_VALUE
                        : programme.getEntity().getCap());
    }

    private static Delivery delivery(Programme programme) {
        io.tributary.common.v1.BucketRange holdout = programme.getHoldout();
        return new Delivery(
                surfaces(programme.getSurfaces()),
                at("holdout", () -> new BucketRange(holdout.getFrom(), holdout.getTo())),
                new Boost(
                        programme.getMaxMultiplier(),
                        programme.getMaxAdditive(),
                        programme.getBurst(),
                        programme.getInitialStrength(),
                        DeliveryShape.valueOf(programme.getDeliveryShape().name())),
                new RelevanceLimit(
                        programme.getRelevanceBudget(),
                        RelevanceUnit.valueOf(programme.getRelevanceUnit().name())),
                new Reach(
                        scope(programme.getScope()),
                        programme.getWithoutPersonalisation(),
                        programme.getShareOfPage()));
    }

    /** Who pays, where the rules say so; else the platform. */
    public static Funding funding(io.tributary.programmes.v1.Funding given) {
        if (given == null) {
            return Funding.PLATFORM;
        }
        if (given.getSource() == FundingSource.UNKNOWN) {
            throw new IllegalArgumentException(
                    "funding.source: is missing or unknown, must be PLATFORM, PARTNER, MERCHANT or MATCHED");
        }
        return new Funding(
                Funding.Source.valueOf(given.getSource().name()), given.getPartner() == null ? "" : given.getPartner());
    }

    private static ItemScope scope(io.tributary.common.v1.ItemScope given) {
        return given == null
                ? ItemScope.ALL
                : new ItemScope(
                        new HashSet<>(given.getCategories()),
                        new HashSet<>(given.getItemTags()),
                        given.getListedWithinDays());
    }

    private static Map<Stage, Double> weights(Map<String, Double> given) {
        Map<Stage, Double> weights = new EnumMap<>(Stage.class);
        List<String> known = Arrays.stream(Stage.values()).map(Stage::name).toList();
        given.forEach((name, weight) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "stageWeights." + name + ": no such stage; known are " + String.join(", ", known));
            }
            weights.put(Stage.valueOf(name), weight);
        });
        return weights;
    }

    private static Set<Surface> surfaces(List<io.tributary.common.v1.Surface> given) {
        Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
        given.forEach(surface -> surfaces.add(Surface.valueOf(surface.name())));
        return surfaces;
    }

    static LocalizedText text(String path, io.tributary.common.v1.LocalizedText text) {
        return at(path, () -> new LocalizedText(text.getZh(), text.getEn()));
    }

    private static <T> T at(String path, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
