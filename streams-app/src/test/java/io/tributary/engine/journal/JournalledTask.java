package io.tributary.engine.journal;

import io.tributary.domain.Surface;
import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.domain.entity.ShopReport;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.ledger.Entry;
import io.tributary.domain.merchant.BeatTerms;
import io.tributary.domain.merchant.Counters;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.OrderEvent;
import io.tributary.domain.merchant.Outbox;
import io.tributary.domain.merchant.PeriodStanding;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.merchant.WithdrawalReason;
import io.tributary.domain.metric.Cell;
import io.tributary.domain.metric.Labels;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import io.tributary.engine.dedup.ImpressionWindow;
import io.tributary.topology.merchant.MerchantCodec;
import io.tributary.topology.merchant.SettledWindowFormat;
import io.tributary.topology.merchant.TaskCodec;
import io.tributary.topology.state.WriterSchemas;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A task with a disk, on which a commit writes the merchants that were noted as changed and nothing of the others. */
public final class JournalledTask implements MerchantRepository {
    public static final long DAWN = 1_772_380_800_000L;
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 5_000, ZoneId.of("Asia/Shanghai"));

    private static final String TASK = "task ";
    private static final String MERCHANT = "merchant ";
    private static final String PART = " part ";

    /** What survives. */
    public static final class Disk {
        final Map<String, byte[]> records = new TreeMap<>();
        private final WriterSchemas writers = WriterSchemas.inMemory();
        private final List<String> rows = new ArrayList<>();

        /** Rows published, in their order. */
        public Map<String, List<String>> rowsByMerchant() {
            return rows.stream().collect(Collectors.groupingBy(row -> row.substring(0, row.indexOf(' '))));
        }

        private void put(String key, byte[] value) {
            if (value == null) {
                records.remove(key);
            } else {
                records.put(key, value);
            }
        }
    }

    private final Disk disk;
    private final Map<String, MerchantState> merchants = new LinkedHashMap<>();
    private final Set<MerchantState> changed = new LinkedHashSet<>();
    private final List<String> rows = new ArrayList<>();
    private final Memos memos = new Memos();
    private final Windows windows = new Windows();
    private final SettledWindowFormat windowFormat;
    private final MerchantCodec codec;
    private final TaskCodec taskCodec;
    private final StateWriter writer = new StateWriter();
    private final StoredTask stored;
    private final TaskState state;
    private final MerchantTask task;
    private int written;

    public JournalledTask(Disk disk, int mostEntries, int mostSegments) {
        this.disk = disk;
        this.codec = new MerchantCodec(disk.writers);
        this.windowFormat = new SettledWindowFormat(disk.writers);
        Supplier<StoredTask> empty = () ->
                new StoredTask(new TaskState(), new ImpressionWindow(), new CountJournal(mostEntries, mostSegments));
        this.taskCodec = new TaskCodec(disk.writers, empty);
        byte[] main = disk.records.get(TASK);
        this.stored = main == null ? empty.get() : taskCodec.read(TASK, main, part -> disk.records.get(TASK + part));
        this.state = stored.state();
        this.task = new MerchantTask(
                POLICY,
                state,
                Engine.of(
                        POLICY,
                        stored,
                        this,
                        TaskMemos.inMemory().withOrders(memos).withWindows(windows)),
                RuleBook.EMPTY,
                new Rows());
    }

    public void show(String merchant, long id, boolean viewable, long time) {
        task.impression(
                merchant,
                null,
                new ImpressionEvent(id, id, Surface.FEED, 1, 1, viewable, false, null, 0, id % 7 == 0 ? -1 : 5, time));
    }

    public void impression(String merchant, ImpressionEvent impression) {
        task.impression(merchant, null, impression);
    }

    public void order(String merchant, long line, OrderEvent.Status status, String currency, long time) {
        task.order(merchant, null, new OrderEvent(line, line, status, 2, 300, currency, Surface.FEED, 5, time));
    }

    public void order(String merchant, OrderEvent order) {
        task.order(merchant, null, order);
    }

    public Counters counters() {
        return state.counters();
    }

    public void hydrate(int most) {
        task.hydrate(most);
    }

    public void beat(long number, long time) {
        task.beat(new BeatTerms(number, time, 1_000, List.of(), Set.of(), 0), null);
    }

    public void commit() {
        written = changed.size();
        changed.forEach(merchant -> {
            String key = MERCHANT + merchant.id();
            codec.write(merchant, (part, bytes) -> disk.put(key + part(part), bytes));
        });
        changed.clear();
        memos.changed.forEach(disk::put);
        memos.changed.clear();
        windows.changed.forEach(disk::put);
        windows.changed.clear();
        taskCodec.write(stored, (part, bytes) -> disk.put(TASK + part, bytes));
        disk.rows.addAll(rows);
        rows.clear();
    }

    /** Merchants that the last commit wrote. */
    public int written() {
        return written;
    }

    public long journalSize() {
        return stored.journal().size();
    }

    public long journalSegments() {
        return disk.records.keySet().stream()
                .filter(key -> key.startsWith(TASK + "j"))
                .count();
    }

    /** What each merchant has counted, and when it is due; not up to where in the journal, which depends on commits. */
    public Map<String, List<Byte>> merchants() {
        Map<String, List<Byte>> all = new HashMap<>();
        pass().next(Integer.MAX_VALUE, merchant -> {
            WindowsSnapshot closed = merchant.closedWindows(new StateWriter());
            merchant.writeCounts(writer.reset());
            closed.windows().forEach(window -> {
                writer.writeLong(window.start());
                writer.writeString(window.size() + " " + window.status());
                writer.writeBytes(window.cells());
            });
            writer.writeString(closed.memberships() + " " + closed.earlier() + " " + closed.current());
            writer.writeLong(merchant.number());
            writer.writeBoolean(merchant.isQueued());
            writer.writeBoolean(merchant.isUndecided());
            List<Byte> bytes = new ArrayList<>();
            for (byte each : writer.toByteArray()) {
                bytes.add(each);
            }
            all.put(merchant.id(), bytes);
        });
        return all;
    }

    @Override
    public MerchantState find(String merchantId) {
        return merchants.computeIfAbsent(merchantId, this::read);
    }

    private MerchantState read(String merchantId) {
        String key = MERCHANT + merchantId;
        byte[] main = disk.records.get(key);
        return main == null ? null : codec.read(merchantId, main, part -> disk.records.get(key + part(part)));
    }

    private static String part(String part) {
        return part.isEmpty() ? "" : PART + part;
    }

    @Override
    public MerchantState add(String merchantId) {
        MerchantState merchant = new MerchantState(merchantId);
        merchants.put(merchantId, merchant);
        changed.add(merchant);
        return merchant;
    }

    @Override
    public void changed(MerchantState merchant) {
        changed.add(merchant);
    }

    @Override
    public Pass pass() {
        disk.records.keySet().stream()
                .filter(key -> key.startsWith(MERCHANT) && !key.contains(PART))
                .forEach(key -> find(key.substring(MERCHANT.length())));
        return Pass.over(merchants.values());
    }

    private final class Memos implements OrderMemos {
        private final Map<String, byte[]> changed = new HashMap<>();

        @Override
        public OrderMemo find(long first, long second) {
            String key = "memo " + first;
            byte[] bytes = changed.getOrDefault(key, disk.records.get(key));
            return bytes == null ? null : OrderMemo.read(first, second, new StateReader(bytes));
        }

        @Override
        public void put(OrderMemo memo) {
            memo.write(writer.reset());
            changed.put("memo " + memo.first(), writer.toByteArray());
        }

        @Override
        public void sweep(long before, double share) {
            Map<String, byte[]> all = new HashMap<>(disk.records);
            all.putAll(changed);
            all.forEach((key, bytes) -> {
                boolean isMemo = bytes != null && key.startsWith("memo ");
                if (isMemo && OrderMemo.read(0, 0, new StateReader(bytes)).updatedAt() < before) {
                    changed.put(key, null);
                }
            });
        }
    }

    private final class Windows implements SettledWindows {
        private final Map<String, byte[]> changed = new HashMap<>();

        @Override
        public WindowsSnapshot find(Key key) {
            byte[] bytes = changed.getOrDefault("window " + key, disk.records.get("window " + key));
            return bytes == null ? null : windowFormat.read(bytes);
        }

        @Override
        public void keep(Key key, WindowsSnapshot window) {
            changed.put("window " + key, windowFormat.write(window));
        }

        @Override
        public void sweep(long dayEnd) {
            // None gets old enough.
        }
    }

    private final class Rows implements Outbox {
        @Override
        public void metric(String merchantId, Labels labels, MetricWindow w, Cell c, WindowStatus s) {
            rows.add(String.join(
                    " ",
                    merchantId,
                    w.size() + "@" + (w.start() - DAWN),
                    s.name(),
                    c.surface() + "/" + c.arm(),
                    c.count(Measure.IMPRESSIONS) + "/" + c.count(Measure.EXPOSURES) + "/" + c.count(Measure.LATE),
                    c.count(Measure.PLACED) + "/" + c.count(Measure.ORDERS) + "/" + c.count(Measure.REFUNDS) + "/"
                            + c.count(Measure.UNITS) + sales(c),
                    "#" + c.revision()));
        }

        /** What is counted where payments were: the same in whatever order statuses come. */
        private static Map<String, String> sales(Cell cell) {
            Map<String, String> sales = new TreeMap<>();
            cell.sales().forEach((currency, money) -> {
                if (money.gross() != 0 || money.refunded() != 0) {
                    sales.put(currency, "Money[gross=" + money.gross() + ", refunded=" + money.refunded() + "]");
                }
            });
            return sales;
        }

        @Override
        public void standing(String merchantId, PeriodStanding standing) {
            throw new AssertionError("no programme, no standing");
        }

        @Override
        public void directive(String merchantId, Directive directive) {
            throw new AssertionError("no programme, no directive");
        }

        @Override
        public void tombstone(String merchantId, WithdrawalReason reason) {
            throw new AssertionError("no programme, no directive");
        }

        @Override
        public void entry(String merchantId, Entry entry) {
            throw new AssertionError("no programme, no ledger");
        }

        @Override
        public void decisions(String merchantId, DecisionBasis basis, List<MadeDecision> made) {
            throw new AssertionError("no programme, no decision");
        }

        @Override
        public void shop(String owner, ShopReport report) {
            throw new AssertionError("no owner, no report");
        }

        @Override
        public void buckets(BucketReport report, boolean complete) {
            // what is told by bucket has tests of its own
        }

        @Override
        public void benefit(String merchantId, String programmeId, GivenBenefit given, long time) {
            throw new AssertionError("no programme, no benefit");
        }

        @Override
        public void entitlement(String merchantId, boolean optOut, long decidedAt, List<Decided> decisions) {
            throw new AssertionError("no programme, no entitlement");
        }
    }
}
