package io.tributary.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart as Helm renders it, read into the models that a cluster has. */
final class RenderedChart {
    static final Path FOLDER = Path.of("tributary");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final String text;
    private final List<HasMetadata> objects = new ArrayList<>();

    private RenderedChart(String text) {
        this.text = text;
        for (String document : text.split("(?m)^---\\s*$")) {
            if (document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                objects.add(YAML.unmarshal(document, HasMetadata.class));
            }
        }
    }

    /**
     * Renders it.
     *
     * @param values beside those of values.yaml, as for {@code --set}: a dot in a name is written {@code \.}
     */
    static RenderedChart with(Map<String, String> values) {
        TemplateCommand command =
                new Helm(FOLDER).template().withName("tributary").withNamespace("support");
        values.forEach(command::set);
        return new RenderedChart(command.call());
    }

    /** All of it as one text. */
    String text() {
        return text;
    }

    /** Everything that is made. */
    List<HasMetadata> objects() {
        return List.copyOf(objects);
    }

    /** What there is of a kind. */
    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only one of its kind. */
    <T extends HasMetadata> T only(Class<T> kind) {
        List<T> all = all(kind);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " objects are a " + kind.getSimpleName());
        }
        return all.get(0);
    }

    /** What there is of a kind that an operator of the cluster brings. */
    GenericKubernetesResource kind(String kind) {
        return all(GenericKubernetesResource.class).stream()
                .filter(each -> each.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
