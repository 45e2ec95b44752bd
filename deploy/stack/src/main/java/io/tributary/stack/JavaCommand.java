package io.tributary.stack;

import io.tributary.stack.child.BrokerMain;
import io.tributary.stack.child.GuardedMain;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Command lines for child JVMs: the Java that runs this code, with the guard in front of the real main class. */
final class JavaCommand {
    private final Path launcher;

    /** Puts the launcher's classes, and nothing else of ours, into the given folder for the child's class path. */
    JavaCommand(Path launcher) {
        this.launcher = launcher;
        copy(GuardedMain.class);
        copy(BrokerMain.class);
    }

    List<String> of(String classPath, String mainClass, List<String> arguments, List<String> jvmArguments) {
        return guarded(launcher + File.pathSeparator + classPath, mainClass, arguments, jvmArguments);
    }

    /** For a class path that has the launcher's classes already. */
    static List<String> guarded(String classPath, String mainClass, List<String> arguments, List<String> jvmArguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        // A process without memory does no work, and keeps others from it.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath);
        command.add(GuardedMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private void copy(Class<?> type) {
        Path target = launcher.resolve(type.getName().replace('.', '/') + ".class");
        try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            Files.createDirectories(target.getParent());
            // Moved into place whole: other children may be starting from the same folder.
            Path whole = Files.createTempFile(target.getParent(), type.getSimpleName(), ".part");
            Files.copy(bytes, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + target, "make the folder writable, or choose another", e);
        }
    }
}
