package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    private final StackSettings settings = StackSettings.singleNode(Path.of("data"));

    @Test
    void shouldMakeTheFolderAbsolute() {
        assertThat(settings.folder()).isAbsolute();
    }

    @Test
    void shouldRefuseWhatCannotWorkAndNameIt() {
        assertThatThrownBy(() -> new StackSettings.Nodes(2, true, 0, 0)).hasMessage("brokers must be 1 or 3, not 2");
        assertThatThrownBy(() -> settings.withPorts(65_536, 0))
                .hasMessageContaining("kafkaPort must be within 0..65535");
        assertThatThrownBy(() -> StackSettings.threeNodes(Path.of("data")).withPorts(9092, 9094))
                .hasMessageContaining("registryPort 9094 is a broker's");
        assertThatThrownBy(() -> settings.withBrokerOverrides(Map.of("listeners", "x")))
                .hasMessage("brokerOverrides.listeners is set by the stack itself: remove it");
        assertThatThrownBy(() -> settings.secured().withLinked(List.of("a"))).hasMessageContaining("linked");
        assertThatThrownBy(() -> StackSettings.singleNode(Path.of("a,b"))).hasMessageContaining("comma");
    }

    @Test
    void shouldRefuseMoreMemoryThanThereIs() {
        assertThatThrownBy(() -> Memory.require(settings.withBrokerJvm(new BrokerJvm(100_000_000, false))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the stack needs 100000500 MB of memory and ")
                .hasMessageContaining("lower heapMegabytes of brokerJvm")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldNameTheMissingArtefactAndTheRemedy(@TempDir Path empty) {
        assertThatThrownBy(() -> Artefacts.in(empty))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("artefact not found: " + empty)
                .hasMessageContaining("mvn validate -pl deploy/stack/artefacts")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseAFolderWithAnotherNumberOfBrokers(@TempDir Path folder) {
        StackFolder stack = new StackFolder(folder);
        String clusterId = stack.prepare(1, false);
        assertThat(stack.prepare(1, false)).isEqualTo(clusterId);
        assertThatThrownBy(() -> stack.prepare(3, false))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("holds the data of 1 broker(s), not of 3");
    }
}
