package io.tributary.demo.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.Figures;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ContractModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A day of the marketplace, with the service's domain and records and without brokers. */
class LoopTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long NOON = MIDNIGHT + LoopSimulation.DAY / 2;
    private static final long STEP = 180_000;
    private static final RuleFiles RULES =
            ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();

    private static LoopSimulation simulation(RuleFiles rules) {
        return new LoopSimulation(MarketplaceSettings.standard(7, MIDNIGHT, ZONE), rules, STEP);
    }

    private static LoopSimulation day(LoopSimulation simulation) {
        simulation.warmUp();
        simulation.day(0);
        simulation.finish(1);
        return simulation;
    }

    private static List<Balance> balances(LoopSimulation simulation) {
        return RULES.programmes().stream()
                .flatMap(rules -> simulation.grants.balances(rules.getProgrammeId(), MIDNIGHT).stream())
                .toList();
    }

    private static double loss(LoopSimulation simulation, String programme) {
        return simulation.pacing.get(programme + MIDNIGHT).getRelevanceLoss();
    }

    @Test
    void shouldGiveEveryMerchantItsGrantAndNoMore() {
        LoopSimulation simulation = day(simulation(RULES));
        List<Balance> balances = balances(simulation);

        assertThat(balances).hasSizeGreaterThan(200);
        assertThat(Figures.quantile(balances, Balance::error, 0.5)).isLessThanOrEqualTo(0.01);
        assertThat(Figures.quantile(balances, Balance::error, 0.95)).isLessThanOrEqualTo(0.05);
        assertThat(Figures.quantile(balances, Balance::overDelivery, 0.99)).isLessThanOrEqualTo(0.013);
        for (Programme rules : RULES.programmes()) {
            assertThat(simulation.grants.balances(rules.getProgrammeId(), MIDNIGHT))
                    .allMatch(balance -> balance.spent() >= rules.getFloor());
            assertThat(loss(simulation, rules.getProgrammeId())).isBetween(0.0, rules.getRelevanceBudget());
        }
    }

    @Test
    void shouldStayWithinATightRelevanceBudgetAndLeaveOtherProgrammesAlone() {
        double budget = 0.004;
        RuleFiles tight = new RuleFiles(
                RULES.programmes().stream()
                        .map(rules -> {
                            Programme copy = ContractModel.get().deepCopy(rules.getSchema(), rules);
                            copy.setRelevanceBudget(
                                    copy.getProgrammeId().equals("farm") ? budget : copy.getRelevanceBudget());
                            return copy;
                        })
                        .toList(),
                RULES.lists());

        LoopSimulation simulation = day(simulation(tight));

        assertThat(loss(simulation, "farm")).isBetween(0.9 * budget, 1.02 * budget);
        for (String other : List.of("county", "newcomer")) {
            List<Balance> balances = simulation.grants.balances(other, MIDNIGHT);
            assertThat(Figures.quantile(balances, Balance::error, 0.95)).isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    void shouldPassOnWhatMerchantsWithoutSupplyCannotUse() {
        LoopSimulation simulation = simulation(RULES);
        Set<String> dry = simulation.marketplace().merchants().stream()
                .map(merchant -> merchant.id())
                .filter(id -> id.compareTo("m00350") >= 0 && id.endsWith("0"))
                .collect(Collectors.toSet());
        simulation.withoutSupply(dry, NOON);
        day(simulation);

        List<LedgerEntry> limited = simulation.ledger.stream()
                .filter(entry -> entry.getKind() == EntryKind.GRANT && entry.getReason() != null)
                .toList();
        // The bound that limits leaves a chance of e^-7 to doubt a merchant that still has supply: of some 280, one may
        // be hit.
        assertThat(limited).isNotEmpty();
        assertThat(limited.stream().map(LedgerEntry::getMerchantId).distinct().filter(id -> !dry.contains(id)))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(limited).allSatisfy(entry -> {
            assertThat(entry.getReason().getZh()).isNotBlank();
            assertThat(entry.getReason().getEn()).isNotBlank();
        });
        for (Programme rules : RULES.programmes()) {
            List<Balance> balances = simulation.grants.balances(rules.getProgrammeId(), MIDNIGHT);
            assertThat(balances.stream().mapToLong(Balance::granted).sum())
                    .as("what was given up was granted to others")
                    .isBetween(Math.round(0.985 * rules.getPool()), rules.getPool());
            // One in ten ran dry: what stays open of its grant is the floor, and the doubt that it will come back.
            assertThat(Figures.quantile(balances, Balance::error, 0.85)).isLessThanOrEqualTo(0.05);
        }
    }
}
