package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import io.tributary.domain.Stage;
import java.util.Map;

/**
 * How many exposures it has, and how they are shared.
 *
 * @param pool exposures per period, at least 1
 * @param floor exposures guaranteed to each enrolled merchant per period, 0 to cap
 * @param cap most exposures one merchant gets per period
 * @param stageWeights weight by stage, not negative; an absent stage weighs 1
 * @param sharing who pays for it, and what else limits a merchant's part
 */
public record Quota(long pool, long floor, long cap, Map<Stage, Double> stageWeights, Sharing sharing) {
    /** The platform's, of which each merchant's part is limited by the cap alone. */
    public Quota(long pool, long floor, long cap, Map<Stage, Double> stageWeights) {
        this(pool, floor, cap, stageWeights, Sharing.NONE);
    }

    public Quota {
        require(pool >= 1, "pool", pool, "at least 1 exposure");
        require(floor >= 0, "floor", floor, "not negative");
        require(
                floor == 0 || !sharing.funding().isPaidByMerchants(),
                "floor",
                floor,
                "0 where merchants pay for the pool: what is paid for is no promise");
        require(cap >= Math.max(1, floor), "cap", cap, "at least 1 and not below the floor");
        stageWeights = Map.copyOf(stageWeights);
        for (Map.Entry<Stage, Double> weight : stageWeights.entrySet()) {
            double value = weight.getValue();
            require(value >= 0 && value < 1e9, "stageWeights." + weight.getKey(), value, "0 to 1e9");
        }
    }

    /**
     * From whose pool it is, and what limits a merchant's part of it besides the cap.
     *
     * @param funding who pays
     * @param mostOfAll most exposures that a merchant is granted under all programmes together; 0: no limit
     * @param entityCap most exposures that all shops of one legal entity get per period, at least 1; {@link Long#MAX_VALUE}: no limit
     */
    public record Sharing(Funding funding, long mostOfAll, long entityCap) {
        /** The platform's, without further limits. */
        public static final Sharing NONE = new Sharing(Long.MAX_VALUE);

        /** The platform's, of which the shops of one legal entity share a cap. */
        public Sharing(long entityCap) {
            this(Funding.PLATFORM, 0, entityCap);
        }

        /** Where shops of one legal entity share nothing. */
        public Sharing(Funding funding, long mostOfAll) {
            this(funding, mostOfAll, Long.MAX_VALUE);
        }

        public Sharing {
            require(mostOfAll >= 0, "mostOfAll", mostOfAll, "0 or more");
            require(entityCap >= 1, "entity.cap", entityCap, "at least 1 exposure");
        }

        /** Whether the shops of one legal entity share a cap. */
        public boolean isByEntity() {
            return entityCap != Long.MAX_VALUE;
        }
    }
}
