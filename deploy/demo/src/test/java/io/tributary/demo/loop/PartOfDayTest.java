package io.tributary.demo.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.Figures;
import io.tributary.metrics.v1.Pacing;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ContractModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Days of the marketplace of which a programme, or the service, has only a part: they end as whole days do. */
class PartOfDayTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long STEP = 60_000;
    private static final RuleFiles RULES =
            ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();

    private static RuleFiles changed(Consumer<Programme> change) {
        List<Programme> programmes = RULES.programmes().stream()
                .map(rules -> {
                    Programme copy = ContractModel.get().deepCopy(rules.getSchema(), rules);
                    change.accept(copy);
                    return copy;
                })
                .toList();
        return new RuleFiles(programmes, RULES.lists());
    }

    private static LoopSimulation simulation(RuleFiles rules) {
        return new LoopSimulation(MarketplaceSettings.standard(7, MIDNIGHT, ZONE), rules, STEP);
    }

    private static void day(LoopSimulation simulation) {
        simulation.warmUp();
        simulation.day(0);
        simulation.finish(1);
    }

    /** As on a whole day: the sum of grants is delivered, and each merchant has its floor, but for one that nobody came across. */
    private static void assertDelivered(LoopSimulation simulation, double least) {
        for (Programme rules : RULES.programmes()) {
            String id = rules.getProgrammeId();
            List<Balance> balances = simulation.grants.balances(id, MIDNIGHT);
            long granted = balances.stream().mapToLong(Balance::granted).sum();
            long spent = balances.stream().mapToLong(Balance::spent).sum();
            assertThat((double) spent / granted)
                    .as("%s: spent of %s granted", id, granted)
                    .isBetween(least, 1.005);
            assertThat(balances.stream().filter(balance -> balance.spent() < rules.getFloor()))
                    .as("%s: members below their floor", id)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(Figures.quantile(balances, Balance::error, 0.5)).isLessThanOrEqualTo(0.01);
            assertThat(Figures.quantile(balances, Balance::error, 0.95)).isLessThanOrEqualTo(0.06);
            Pacing pacing = simulation.pacing.get(id + MIDNIGHT);
            assertThat(pacing.getRelevanceLoss()).isBetween(0.0, 1.02 * rules.getRelevanceBudget());
            assertThat(granted).isBetween(Math.round(0.985 * pacing.getPool()), rules.getPool());
        }
    }

    /** Of the pool, what is above the floors follows the part's traffic. */
    private static void assertPromised(LoopSimulation simulation, double leastShare, double mostShare) {
        for (Programme rules : RULES.programmes()) {
            String id = rules.getProgrammeId();
            double floors = (double) rules.getFloor()
                    * simulation.grants.balances(id, MIDNIGHT).size();
            double pool = simulation.pacing.get(id + MIDNIGHT).getPool();
            assertThat((pool - floors) / (rules.getPool() - floors)).isBetween(leastShare, mostShare);
        }
    }

    private static LoopSimulation day(RuleFiles rules) {
        LoopSimulation simulation = simulation(rules);
        day(simulation);
        return simulation;
    }

    @Test
    void shouldDeliverBeforeAnEndAtNoon() {
        LoopSimulation simulation = day(changed(each -> each.setEndsAt(MIDNIGHT + 12 * HOUR)));

        assertDelivered(simulation, 0.98);
    }

    @Test
    void shouldDeliverBeforeAnEndInTheEvening() {
        LoopSimulation simulation = day(changed(each -> each.setEndsAt(MIDNIGHT + 18 * HOUR)));

        assertDelivered(simulation, 0.99);
        assertThat(simulation.directives.values().stream().flatMap(List::stream).filter(Objects::nonNull))
                .allMatch(directive -> directive.getExpiresAt() <= MIDNIGHT + 18 * HOUR);
    }

    @Test
    void shouldDeliverFromAStartInTheAfternoon() {
        LoopSimulation simulation = day(changed(each -> each.setStartsAt(MIDNIGHT + 15 * HOUR)));

        assertDelivered(simulation, 0.99);
        assertPromised(simulation, 0.4, 0.6);
        List<ProgrammeBeat> plans = simulation.plans("farm", MIDNIGHT);
        assertThat(plans.get(plans.size() - 1).getSchedule()).isGreaterThan(0.99);
        assertThat(plans.stream().filter(plan -> !plan.getActive()).map(ProgrammeBeat::getSchedule))
                .allMatch(share -> share == 0);
    }

    @Test
    void shouldDeliverWhenTheEndIsMovedIn() {
        LoopSimulation simulation = simulation(RULES);
        simulation.at(
                MIDNIGHT + 10 * HOUR,
                service -> RULES.programmes().forEach(rules -> {
                    Programme sooner = ContractModel.get().deepCopy(rules.getSchema(), rules);
                    sooner.setVersion(9);
                    sooner.setEndsAt(MIDNIGHT + 16 * HOUR);
                    service.programme(sooner);
                }));
        day(simulation);

        assertDelivered(simulation, 0.98);
    }

    @Test
    void shouldDeliverTheWholePoolAfterAPause() {
        LoopSimulation simulation = simulation(RULES);
        simulation.at(MIDNIGHT + 11 * HOUR, service -> service.stop("ALL"));
        simulation.at(MIDNIGHT + 14 * HOUR, service -> service.lift("ALL"));
        day(simulation);

        assertDelivered(simulation, 0.985);
        assertPromised(simulation, 1, 1);
    }

    @Test
    void shouldDeliverTheWholePoolWhenTheServiceWasAway() {
        LoopSimulation simulation = simulation(RULES);
        simulation.away(MIDNIGHT + 11 * HOUR, MIDNIGHT + 14 * HOUR);
        day(simulation);

        assertDelivered(simulation, 0.985);
        assertPromised(simulation, 1, 1);
    }
}
