package io.tributary.bench.latency;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.job.ServiceProcess;
import io.tributary.bench.measure.Usage;
import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.Sender;
import io.tributary.bench.workload.Workload;
import io.tributary.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One case on brokers of its own: the service with its pool, the load, the probes, the reader. */
final class LatencyRun {
    private static final Set<String> EVENTS = Set.of(Topics.IMPRESSIONS.name(), Topics.ORDERS.name());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final String APPLICATION = "latency";
    private static final int LOAD_LINGER = 5;
    private static final long POLL_MILLIS = 50;

    private final BenchContext context;
    private final LatencyPlan plan;
    private final LatencyCase tried;
    private final WallClock clock = new WallClock();

    LatencyRun(BenchContext context, LatencyPlan plan, LatencyCase tried) {
        this.context = context;
        this.plan = plan;
        this.tried = tried;
    }

    List<LatencyRow> run() throws InterruptedException {
        try (Arena arena = context.openArena()) {
            JobSettings job = arena.settings(APPLICATION, tried.commitMillis());
            Map<String, String> settings = new HashMap<>(Map.of(
                    "roles", "merchant,pool",
                    "beat.clock", "wall",
                    "beat.interval.ms", Integer.toString(tried.beatMillis())));
            settings.putAll(context.settings());
            try (ServiceProcess service = ServiceProcess.start(arena, "a", job, settings, context.jvm())) {
                service.awaitReady(PATIENCE);
                return measure(arena, service);
            }
        }
    }

    private List<LatencyRow> measure(Arena arena, ServiceProcess service) throws InterruptedException {
        Market market = Market.today(plan.all());
        ProbeMerchants merchants = new ProbeMerchants(plan.merchants());
        String brokers = arena.bootstrapServers();
        try (Sender loadSender = new Sender(brokers, arena.serdes(), LOAD_LINGER);
                Sender probeSender = new Sender(brokers, arena.serdes(), 0);
                Probes probes = new Probes(market, probeSender, merchants, clock, plan.probesPerSecond());
                Answers answers = new Answers(brokers, arena.serdes(), merchants, clock, probes::onStopped)) {
            introduce(market, loadSender);
            awaitBoosts(answers, merchants, service);
            Workload workload = new Workload(plan.load(), market);
            LoadResult load;
            try (Load running = Load.start(loadSender, workload, tried.eventsPerSecond())) {
                probes.start(answers);
                double other = count(arena, service, answers, running);
                probes.close();
                running.stop();
                long behind = arena.size(EVENTS) - arena.committed(Job.TRIBUTARY.group(APPLICATION), EVENTS);
                load = new LoadResult(running.perSecond(), running.behindMillis(), other, Math.max(0, behind));
            }
            service.requireAlive();
            awaitAnswers(answers);
            answers.stop();
            return Arrays.stream(Way.values())
                    .map(way -> LatencyRow.of(tried, way, answers.times(way), load))
                    .toList();
        }
    }

    private void introduce(Market market, Sender sender) {
        long now = System.currentTimeMillis();
        market.programmes().forEach(each -> sender.send(Topics.PROGRAMMES, each.getProgrammeId(), each, now));
        for (int rank = 0; rank < plan.all().merchants(); rank++) {
            sender.send(Topics.MERCHANTS, Market.merchantId(rank), market.profile(rank), now);
        }
        sender.flush();
    }

    /** Boosts of the probes' merchants: the pool has found the grants by then. */
    private static void awaitBoosts(Answers answers, ProbeMerchants merchants, ServiceProcess service)
            throws InterruptedException {
        List<Integer> ranks = new ArrayList<>(merchants.ranks(Way.STOP));
        ranks.addAll(merchants.ranks(Way.CHARGE));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ranks.stream().allMatch(rank -> answers.isDirected(Market.merchantId(rank)))) {
            service.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new BenchException("not all of " + ranks.size() + " merchants were boosted within "
                        + PATIENCE.toSeconds() + " s: is the service overloaded?");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /**
     * @return percent of the machine that other processes took meanwhile
     */
    private double count(Arena arena, ServiceProcess service, Answers answers, Load load) throws InterruptedException {
        TimeUnit.SECONDS.sleep(plan.warmUpSeconds());
        load.forgetBehind();
        Usage before = arena.usage(0, service.pid());
        long from = System.nanoTime();
        answers.count(from, from + TimeUnit.SECONDS.toNanos(plan.measuredSeconds()));
        TimeUnit.SECONDS.sleep(plan.measuredSeconds());
        return arena.usage(1, service.pid())
                .since(before, Job.TRIBUTARY.id(), 1)
                .otherCpuPercent();
    }

    private static void awaitAnswers(Answers answers) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (!answers.isAnswered() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
