package io.tributary.store.disk;

import io.tributary.text.LogEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local state that is not what was written. It is only a copy of what a changelog has, so it is set aside, for whoever wants to know why,
 * and made anew from there. Nothing else in the folder's parent is touched.
 */
public final class DamagedFolder {
    /** Older ones are deleted. */
    static final int KEPT = 2;

    private static final String ASIDE = ".damaged-";
    private static final String MARK = ".damaged";
    private static final Logger LOG = LoggerFactory.getLogger(DamagedFolder.class);

    private DamagedFolder() {}

    /** Whether an error says that files are damaged, and not that they are locked, forbidden, or have no room. */
    public static boolean isMeantBy(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RocksDBException rocks) {
                return isDamage(rocks);
            }
        }
        return false;
    }

    private static boolean isDamage(RocksDBException error) {
        Status status = error.getStatus();
        if (status == null) {
            return false;
        }
        return switch (status.getCode()) {
            // Options never change, so what does not fit them is not what was written.
            case Corruption, NotFound, InvalidArgument, NotSupported -> true;
            case IOError -> String.valueOf(error.getMessage()).contains("No such file");
            default -> false;
        };
    }

    /**
     * Renames the folder and says so in a line.
     *
     * @throws UncheckedIOException when that cannot be done
     */
    public static void setAside(Path folder, String why) {
        Path aside = folder.resolveSibling(folder.getFileName() + ASIDE + System.currentTimeMillis());
        try {
            Files.move(folder, aside);
            Files.deleteIfExists(mark(folder));
            LOG.error(
                    LogEvents.STATE_DAMAGED,
                    "Local state in {} is damaged ({}): set aside as {}, and made anew from its changelog",
                    folder,
                    why,
                    aside.getFileName());
            forgetOlder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged local state in " + folder + " cannot be set aside", e);
        }
    }

    private static void forgetOlder(Path folder) throws IOException {
        List<Path> kept;
        try (Stream<Path> siblings = Files.list(folder.toAbsolutePath().getParent())) {
            kept = siblings.filter(each -> each.getFileName().toString().startsWith(folder.getFileName() + ASIDE))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path older : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
            delete(older);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Notes for the next one who opens it that reading it has shown damage. */
    static void note(Path folder) {
        try {
            Files.writeString(mark(folder), "found when it was read\n");
        } catch (IOException e) {
            LOG.warn(LogEvents.STATE_DAMAGED, "Cannot note that {} is damaged: {}", folder, e.toString());
        }
    }

    static boolean isNoted(Path folder) {
        return Files.exists(mark(folder));
    }

    private static Path mark(Path folder) {
        return folder.resolveSibling(folder.getFileName() + MARK);
    }
}
