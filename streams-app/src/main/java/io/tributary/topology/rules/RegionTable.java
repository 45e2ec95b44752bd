package io.tributary.topology.rules;

import io.tributary.domain.lists.RegionCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The codes of regions that the service ships with; the resource says where they are from and of which year. */
public final class RegionTable {
    private static final String RESOURCE = "/region-codes.tsv";

    /** Read when it is first asked for. */
    private static final class Holder {
        private static final RegionCodes CODES = read();
    }

    private RegionTable() {}

    /** The one of this process. */
    public static RegionCodes get() {
        return Holder.CODES;
    }

    private static RegionCodes read() {
        try (InputStream stream = RegionTable.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return RegionCodes.of(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
