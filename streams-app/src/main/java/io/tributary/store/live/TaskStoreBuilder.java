package io.tributary.store.live;

import io.tributary.store.disk.CommittedStores;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds {@link TaskStore}s over a committed store with a changelog. */
public final class TaskStoreBuilder implements StoreBuilder<TaskStore> {
    private final String name;
    private final Map<String, String> changelogConfig = new HashMap<>();

    public TaskStoreBuilder(String name) {
        this.name = name;
    }

    @Override
    public TaskStore build() {
        return new TaskStore(CommittedStores.logged(name, changelogConfig));
    }

    @Override
    public StoreBuilder<TaskStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<TaskStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<TaskStore> withLoggingEnabled(Map<String, String> config) {
        changelogConfig.putAll(config);
        return this;
    }

    /**
     * @throws UnsupportedOperationException always: without a changelog budgets would be lost
     */
    @Override
    public StoreBuilder<TaskStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("a task's store is always logged");
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.copyOf(changelogConfig);
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }
}
