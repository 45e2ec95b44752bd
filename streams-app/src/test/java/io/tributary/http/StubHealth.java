package io.tributary.http;

import java.util.List;

/** An instance that is live and ready unless it is told otherwise. */
final class StubHealth implements Health {
    volatile boolean live = true;
    volatile boolean ready = true;

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Status status() {
        Restore restore = new Restore("merchants", 1, 40, 100, false);
        RoleStatus role = new RoleStatus(
                "merchant",
                "t-merchant",
                "REBALANCING",
                List.of("0_1"),
                List.of(),
                List.of(restore),
                "a fault",
                1_700_000_000_000L);
        return new Status("RESTORING", "", live, ready, List.of(role), new BeatSeen(12, 1000));
    }
}
