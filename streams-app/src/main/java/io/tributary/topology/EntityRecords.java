package io.tributary.topology;

import io.tributary.domain.entity.EntityAnswer;
import io.tributary.domain.entity.Holding;
import io.tributary.domain.entity.Share;
import io.tributary.domain.entity.ShopReport;
import io.tributary.entities.v1.EntityShare;
import io.tributary.entities.v1.EntityShares;
import io.tributary.entities.v1.ShopHolding;
import java.util.ArrayList;
import java.util.List;

/** What shops and their owners tell each other, between records and the domain. */
public final class EntityRecords {
    private EntityRecords() {}

    /** A shop's report as a record. */
    public static io.tributary.entities.v1.ShopReport report(ShopReport report) {
        List<ShopHolding> holdings = new ArrayList<>();
        for (Holding each : report.holdings()) {
            holdings.add(new ShopHolding(
                    each.programmeId(),
                    each.terms().version(),
                    each.terms().cap(),
                    each.claim().weight(),
                    each.claim().demand(),
                    each.held().periodStart(),
                    each.held().taken(),
                    each.held().exposures()));
        }
        return new io.tributary.entities.v1.ShopReport(
                report.merchantId(),
                report.stint().since(),
                report.stint().number(),
                report.stint().left(),
                report.joinedAt(),
                holdings);
    }

    /** A shop's report that is within its bounds. */
    public static ShopReport report(io.tributary.entities.v1.ShopReport record) {
        List<Holding> holdings = new ArrayList<>();
        for (ShopHolding each : record.getHoldings()) {
            holdings.add(new Holding(
                    each.getProgrammeId(),
                    new Holding.Terms(each.getVersion(), each.getCap()),
                    new Holding.Claim(each.getWeight(), each.getDemand()),
                    new Holding.Held(each.getPeriodStart(), each.getTaken(), each.getHeld())));
        }
        return new ShopReport(
                record.getMerchantId(),
                new ShopReport.Stint(record.getSince(), record.getNumber(), record.getLeft()),
                record.getJoinedAt(),
                holdings);
    }

    /** An owner's answer as a record. */
    public static EntityShares answer(EntityAnswer answer) {
        List<EntityShare> shares = new ArrayList<>();
        for (Share each : answer.shares()) {
            shares.add(new EntityShare(each.programmeId(), each.number(), each.periodStart(), each.exposures()));
        }
        return new EntityShares(answer.since(), answer.number(), answer.ownerJoinedAt(), shares);
    }

    /** An owner's answer that is within its bounds. */
    public static EntityAnswer answer(EntityShares record) {
        List<Share> shares = new ArrayList<>();
        for (EntityShare each : record.getShares()) {
            shares.add(new Share(each.getProgrammeId(), each.getNumber(), each.getPeriodStart(), each.getExposures()));
        }
        return new EntityAnswer(record.getSince(), record.getNumber(), record.getOwnerJoinedAt(), shares);
    }
}
