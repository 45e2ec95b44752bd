package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.config.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RoleStartsTest {
    private final Map<Role, Supplier<String>> starts = new EnumMap<>(Role.class);
    private final List<String> started = new ArrayList<>();

    @Test
    void shouldStartAllAtATime() {
        CyclicBarrier all = new CyclicBarrier(Role.values().length);
        for (Role role : Role.values()) {
            starts.put(role, () -> {
                try {
                    all.await();
                    return role.id();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        RoleStarts.sideBySide(starts, started::add);

        assertThat(started).hasSize(Role.values().length);
    }

    @Test
    void shouldTellOfThoseThatAreStartedWhenOneIsNot() {
        starts.put(Role.MERCHANT, () -> {
            throw new IllegalArgumentException("no disk");
        });
        starts.put(Role.POOL, () -> "pool");

        assertThatThrownBy(() -> RoleStarts.sideBySide(starts, started::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no disk");
        assertThat(started).containsExactly("pool");
    }

    @Test
    void shouldNotLeaveAnyBehindWhenItIsInterrupted() {
        starts.put(Role.POOL, () -> "pool");
        Thread.currentThread().interrupt();

        RoleStarts.sideBySide(starts, started::add);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(started).containsExactly("pool");
    }
}
