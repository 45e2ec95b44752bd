package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.text.LogEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogSetupTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern CALL = Pattern.compile("LOG\\s*\\.(?:info|warn|error)\\(\\s*([\\w.]+)");

    @Test
    void shouldWriteOneObjectALineWithTheNameOfWhatItTells() throws IOException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("instance", "a-1");
        Logger logger = context.getLogger("io.tributary.app.run.DeadLetters");
        LoggingEvent event =
                new LoggingEvent("", logger, Level.WARN, "Dead letter: {}\n", null, new Object[] {"\"quoted\""});
        event.addMarker(LogEvents.DEAD_LETTER);
        byte[] line = LogSetup.json(context).encode(event);

        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(new String(line, StandardCharsets.UTF_8).strip()).doesNotContain("\n");
        assertThat(object.path("markers").get(0).asText()).isEqualTo("dead-letter");
        assertThat(object.path("level").asText()).isEqualTo("WARN");
        assertThat(object.path("formattedMessage").asText()).isEqualTo("Dead letter: \"quoted\"\n");
        assertThat(object.path("context").path("properties").path("instance").asText())
                .isEqualTo("a-1");
        assertThat(object.has("timestamp")).isTrue();
    }

    /** Who searches the log or counts its lines does so by these names. */
    @Test
    void shouldNameWhatEachLineTells() throws IOException {
        List<String> nameless = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher call = CALL.matcher(Files.readString(file));
                while (call.find()) {
                    if (!call.group(1).startsWith("LogEvents.")) {
                        nameless.add(file + ": " + call.group());
                    }
                }
            }
        }
        assertThat(nameless).isEmpty();
    }
}
