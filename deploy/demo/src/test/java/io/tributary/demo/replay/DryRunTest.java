package io.tributary.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.client.GrantBook;
import io.tributary.demo.marketplace.Emission;
import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.replay.DryRun;
import io.tributary.replay.DryRunResult;
import io.tributary.replay.InProcessService;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two days of a marketplace under rules, recorded; then the second of them under the same rules and under others. */
class DryRunTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final long STEP = 180_000;
    private static final DryRun.Span SPAN = new DryRun.Span(MIDNIGHT, MIDNIGHT + DAY, MIDNIGHT + 2 * DAY, STEP);
    private static final InProcessSettings SETTINGS = InProcessSettings.of(4, STEP, 4 * STEP, 600_000, ZONE);
    private static final RuleFiles RULES =
            ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();

    private static Recording recording;

    /** What was sent, in this order, and what the ledger says of it. */
    private record Recording(List<Emission> emissions, GrantBook grants) {
        long granted(String programme) {
            return grants.balances(programme, MIDNIGHT + DAY).stream()
                    .mapToLong(GrantBook.Balance::granted)
                    .sum();
        }

        long spent(String programme) {
            return grants.balances(programme, MIDNIGHT + DAY).stream()
                    .mapToLong(GrantBook.Balance::spent)
                    .sum();
        }
    }

    @BeforeAll
    static void record() {
        recording = record(RULES.programmes());
    }

    private static Recording record(List<Programme> programmes) {
        AtomicLong now = new AtomicLong();
        BoostView boosts = new BoostView(4 * STEP, HostClock.replay(now::get));
        Recording recorded = new Recording(new ArrayList<>(), new GrantBook());
        InProcessService service = new InProcessService(SETTINGS, new ReplayListener() {
            @Override
            public void directive(String merchantId, BoostDirective directive) {
                boosts.directive(merchantId, directive);
            }

            @Override
            public void ledger(LedgerEntry entry) {
                recorded.grants.add(entry);
            }

            @Override
            public void beat(Beat beat) {
                boosts.beat(beat);
            }
        });
        Marketplace marketplace = marketplace();
        RULES.lists().forEach(service::list);
        programmes.forEach(service::programme);
        marketplace.profiles().forEach(service::profile);
        for (long time = MIDNIGHT; time < MIDNIGHT + 2 * DAY; time += STEP) {
            now.set(time);
            service.beat(time);
            for (Emission emission : marketplace.advance(time + STEP, boosts)) {
                recorded.emissions.add(emission);
                if (emission instanceof Emission.ImpressionShown shown) {
                    service.impression(shown.merchantId(), shown.impression());
                } else if (emission instanceof Emission.OrderMoved moved) {
                    service.order(moved.merchantId(), moved.order());
                }
            }
        }
        service.beat(MIDNIGHT + 2 * DAY);
        return recorded;
    }

    private static Marketplace marketplace() {
        return new Marketplace(MarketplaceSettings.standard(7, MIDNIGHT, ZONE).withSize(150, 10_000));
    }

    private static DryRunResult dryRun(List<Programme> changed) {
        DryRun run = new DryRun(
                SETTINGS,
                SPAN,
                new DryRun.Rules(RULES.programmes(), RULES.lists()),
                new DryRun.Rules(changed, RULES.lists()));
        marketplace().profiles().forEach(profile -> run.profile(MIDNIGHT - 1, profile));
        for (Emission emission : recording.emissions) {
            if (emission instanceof Emission.ImpressionShown shown) {
                run.impression(emission.sendTime(), shown.merchantId(), shown.impression());
            } else if (emission instanceof Emission.OrderMoved moved) {
                run.order(emission.sendTime(), moved.merchantId(), moved.order());
            }
        }
        return run.finish();
    }

    private static List<Programme> changed(String id, Consumer<Programme> change) {
        return RULES.programmes().stream()
                .map(each -> {
                    Programme copy = ContractModel.get().deepCopy(each.getSchema(), each);
                    if (id.equals(each.getProgrammeId())) {
                        change.accept(copy);
                        copy.setVersion(each.getVersion() + 1);
                    }
                    return copy;
                })
                .toList();
    }

    @Test
    void shouldGiveWhatHappenedUnderTheRulesInForce() {
        DryRunResult result = dryRun(RULES.programmes());

        assertThat(result.quality().reproduced()).isEqualTo(1);
        assertThat(result.changes()).isEmpty();
        assertThat(result.giniAfter()).isEqualTo(result.giniBefore()).isBetween(0.0, 1.0);
        assertThat(result.programmes()).hasSize(RULES.programmes().size()).allSatisfy((id, sides) -> {
            assertThat(sides.after()).isEqualTo(sides.before());
            assertThat(sides.before().granted())
                    .isEqualTo(recording.granted(id))
                    .isPositive();
            assertThat(sides.before().supported())
                    .isEqualTo(recording.spent(id))
                    .isPositive();
        });
    }

    @Test
    void shouldForetellWhatAnotherPoolDoes() {
        List<Programme> half = changed("farm", farm -> {
            farm.setPool(farm.getPool() / 2);
            farm.setFloor(farm.getFloor() / 2);
        });
        Recording truth = record(half);

        DryRunResult result = dryRun(half);

        long foretold = result.programmes().get("farm").after().supported();
        assertThat((double) foretold / truth.spent("farm")).isCloseTo(1, within(0.1));
        assertThat(result.changes()).isNotEmpty();
    }

    @Test
    void shouldForetellWhoIsLeftOut() {
        DryRunResult result = dryRun(changed("newcomer", newcomer -> newcomer.setCap(newcomer.getFloor())));

        DryRunResult.Sides newcomer = result.programmes().get("newcomer");
        assertThat(newcomer.after().version()).isEqualTo(newcomer.before().version() + 1);
        assertThat(newcomer.after().supported()).isLessThan(newcomer.before().supported());
    }
}
