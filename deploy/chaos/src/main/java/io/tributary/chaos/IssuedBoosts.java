package io.tributary.chaos;

import io.tributary.common.v1.BucketRange;
import io.tributary.demo.street.Street;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The boosts of all directives there ever were, and which exposures are charged to them. */
final class IssuedBoosts {
    /** An item may be rendered this long after its directive expired; ids carry the expiry in whole seconds. */
    private static final long SLACK_MILLIS = 60_000;

    private final Map<String, Map<String, Issued>> issued = new HashMap<>();

    /** One boost, and the directive that it was part of. */
    record Issued(Boost boost, BoostDirective directive) {
        /** Key of the account that exposures under it are charged to: see {@link Oracle#account}. */
        String account(String merchant) {
            long issuedAt = directive.getIssuedAt();
            long period = issuedAt - issuedAt % TimeUnit.MINUTES.toMillis(Street.PERIOD_MINUTES);
            return Oracle.account(merchant, boost.getProgrammeId(), period);
        }
    }

    IssuedBoosts(List<TopicLog.Entry<BoostDirective>> directives) {
        directives.forEach(entry -> remember(entry.key(), entry.value()));
    }

    private void remember(String merchant, BoostDirective directive) {
        if (directive != null) {
            for (Boost boost : directive.getBoosts()) {
                issued.computeIfAbsent(merchant, key -> new HashMap<>())
                        .put(boost.getDirectiveId(), new Issued(boost, directive));
            }
        }
    }

    /** The boost that an exposure is charged to, or null. */
    Issued charged(String merchant, Impression shown) {
        Issued boost = mayBeCharged(shown) ? live(merchant, shown) : null;
        return boost == null || isHeldOut(boost, shown) ? null : boost;
    }

    /** Whether an exposure names a directive that is none of the merchant's live ones. */
    boolean isOfUnknown(String merchant, Impression shown) {
        return shown.getDirectiveId() != null && mayBeCharged(shown) && live(merchant, shown) == null;
    }

    private static boolean mayBeCharged(Impression shown) {
        boolean ranked = shown.getBaseRank() != null && shown.getFinalRank() != null;
        boolean gained = !ranked || shown.getFinalRank() < shown.getBaseRank();
        return shown.getViewable() && !shown.getInvalidTraffic() && shown.getBucket() >= 0 && gained;
    }

    /** The boost that an impression names, if it was the merchant's and live when the item was shown. */
    private Issued live(String merchant, Impression shown) {
        Map<String, Issued> known = issued.get(merchant);
        Issued boost = known == null ? null : known.get(shown.getDirectiveId());
        if (boost == null) {
            return null;
        }
        long expirySecond = boost.directive.getExpiresAt() / 1000 * 1000 + 1000;
        return shown.getTime() < expirySecond + SLACK_MILLIS ? boost : null;
    }

    private static boolean isHeldOut(Issued boost, Impression shown) {
        BucketRange holdout = boost.boost.getHoldout();
        return shown.getBucket() >= holdout.getFrom() && shown.getBucket() < holdout.getTo();
    }
}
