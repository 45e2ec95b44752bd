package io.tributary.release;

import io.tributary.release.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Licences that what is shipped may have: of a library's several licences one must be allowed, since its user chooses.
 *
 * <pre>
 *   # comment
 *   Apache-2.0                          allowed for all
 *   org.example:library = Its Licence   allowed for this one
 * </pre>
 */
record Licences(Set<String> all, Set<String> ofOne) {
    static Licences read(Path file) throws IOException {
        Set<String> all = new HashSet<>();
        Set<String> ofOne = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (text.contains(" = ")) {
                ofOne.add(text);
            } else if (!text.isEmpty()) {
                all.add(text);
            }
        }
        return new Licences(all, ofOne);
    }

    boolean allows(Component component) {
        return component.licences().stream()
                .anyMatch(each -> all.contains(each) || ofOne.contains(of(component, each)));
    }

    /** Exceptions for components that are not there, or have another licence. */
    List<String> unused(Collection<Component> components) {
        Set<String> unused = new HashSet<>(ofOne);
        components.forEach(component -> component.licences().forEach(each -> unused.remove(of(component, each))));
        return List.copyOf(unused);
    }

    private static String of(Component component, String licence) {
        return component.coordinates() + " = " + licence;
    }
}
