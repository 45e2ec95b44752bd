package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BrokerJvmTest {
    private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private final StackSettings stack = StackSettings.singleNode(Path.of("data"));

    @Test
    void shouldTakeItsHeapAtOnce() {
        assertThat(new BrokerJvm(200, true).options()).contains("-Xms200m", "-Xmx200m");
    }

    @Test
    void shouldCompileQuicklyWhereAStackHasLittleToDo() {
        assertThat(stack.shortLived().brokerJvm().options())
                .contains(QUICK_COMPILER_ONLY)
                .doesNotContainAnyElementsOf(JvmOptions.LESS_COMPILATION);
        assertThat(stack.shortLived().brokerJvm().heapMegabytes())
                .isEqualTo(stack.brokerJvm().heapMegabytes());
    }

    @Test
    void shouldCompileThoroughlyElsewhere() {
        assertThat(stack.brokerJvm().options())
                .containsAll(JvmOptions.LESS_COMPILATION)
                .doesNotContain(QUICK_COMPILER_ONLY);
    }

    @Test
    void shouldRefuseAHeapThatNoBrokerStartsWith() {
        assertThatThrownBy(() -> new BrokerJvm(64, false)).hasMessage("heapMegabytes must be at least 128, not 64");
    }
}
