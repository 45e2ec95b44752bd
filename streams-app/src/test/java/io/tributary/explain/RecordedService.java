package io.tributary.explain;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.programmes.v1.AppealChannel;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.PublicationKind;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.replay.InProcessService;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import io.tributary.schemas.Topic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The service with one programme, and all that it published: what explanations are made of. */
final class RecordedService implements ReplayListener {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    static final long NOON = MIDNIGHT + 43_200_000;
    static final long SECOND = 1_000;

    private final InProcessService service =
            new InProcessService(InProcessSettings.of(1, SECOND, 300_000, 60_000, ZONE), this);
    private final Map<String, SpecificRecord> latest = new HashMap<>();
    private final List<MerchantDecisions> decisions = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<Feedback> feedback = new ArrayList<>();
    private final List<Publication> published = new ArrayList<>();
    private long time = NOON;
    private int impressions;

    RecordedService() {
        publish(programme(1).build());
    }

    static Programme.Builder programme(int version) {
        return Programme.newBuilder()
                .setProgrammeId("farm")
                .setVersion(version)
                .setName(new LocalizedText("农产品扶持", "Farm produce"))
                .setStartsAt(MIDNIGHT - 86_400_000)
                .setPool(1_000)
                .setFloor(10)
                .setCap(200)
                .setStageWeights(Map.of("SEED", 1.0, "GROW", 3.0))
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setAppeal(new AppealChannel("https://help.example/appeal", 10))
                .setEligibility(List.of(
                        clause("small", "merchant.sizeClass in ['MICRO', 'SMALL']", "小微商家", "Small firms"),
                        clause("clean", "merchant.violations == 0", "无未处理违规", "No open violations")));
    }

    private static Clause clause(String id, String expression, String zh, String en) {
        return new Clause(id, expression, new LocalizedText(zh, en), UnknownPolicy.NOT_MET, 0L);
    }

    void publish(Programme programme) {
        service.programme(programme);
        published.add(Publication.newBuilder()
                .setProgramme(programme)
                .setPublishedAt(time)
                .setKind(PublicationKind.GENERAL)
                .build());
    }

    void profile(String merchant, SizeClass size) {
        service.profile(MerchantProfile.newBuilder()
                .setMerchantId(merchant)
                .setSizeClass(size)
                .setJoinedAt(MIDNIGHT - 86_400_000)
                .setUpdatedAt(time)
                .build());
    }

    void feedback(String merchant, Feedback.Builder event) {
        Feedback record = event.setTime(time).build();
        service.feedback(merchant, record);
        feedback.add(record);
    }

    void stop(String scope) {
        service.stop(scope);
    }

    void beats(int count) {
        for (int i = 0; i < count; i++) {
            time += SECOND;
            service.beat(time);
        }
    }

    /** Exposures that served the merchant's directive. */
    void expose(String merchant, int count) {
        BoostDirective directive = (BoostDirective) latest.get("boost-directives " + merchant);
        for (int i = 0; i < count; i++) {
            service.impression(
                    merchant,
                    Impression.newBuilder()
                            .setImpressionId("i" + impressions++)
                            .setRequestId("r")
                            .setItemId("item")
                            .setSurface(Surface.FEED)
                            .setPosition(1)
                            .setBaseRank(9)
                            .setFinalRank(1)
                            .setViewable(true)
                            .setDirectiveId(directive.getBoosts().get(0).getDirectiveId())
                            .setBucket(500)
                            .setTime(time)
                            .build());
        }
    }

    @Override
    public void published(Topic<?> topic, String key, SpecificRecord value, long at) {
        if (value instanceof MerchantDecisions made) {
            decisions.add(made);
        } else if (value instanceof LedgerEntry entry) {
            ledger.add(entry);
        } else {
            latest.put(topic.name() + " " + key, value);
        }
    }

    /** What the topics hold of a merchant now. */
    MerchantCase of(String merchant) {
        return new MerchantCase(
                merchant,
                new MerchantCase.Now(
                        (Entitlement) latest.get("entitlements " + merchant),
                        (BoostDirective) latest.get("boost-directives " + merchant),
                        time),
                new MerchantCase.History(
                        decisions.stream()
                                .filter(each -> each.getMerchantId().equals(merchant))
                                .toList(),
                        ledger.stream()
                                .filter(each -> each.getMerchantId().equals(merchant))
                                .toList(),
                        List.of(),
                        feedback),
                RuleHistory.of(published));
    }

    List<Programme> programmes() {
        return published.stream().map(Publication::getProgramme).toList();
    }
}
