package io.tributary.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionReaderTest {
    private static final long NOW = 2_000_000_000_000L;

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldReadRows() throws IOException {
        List<Interaction> rows =
                read(InteractionReader.HEADER + "\n1388188800,3601,1051,35,0\n1388275200,3975,1001,3,1\n");

        assertThat(rows)
                .containsExactly(
                        new Interaction(2, 1_388_188_800_000L, "3601", "1051", "35", false),
                        new Interaction(3, 1_388_275_200_000L, "3975", "1001", "3", true));
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldReportMalformedRowsByLineAndGoOn() throws IOException {
        List<Interaction> rows = read(
                InteractionReader.HEADER
                        + "\n1,u,i,p,0\n1,u,i,p\nx,u,i,p,0\n1,u,,p,0\n1,u,i,p,yes\n-5,u,i,p,1\n3000000000,u,i,p,1\n\n2,u,i,p,1\n");

        assertThat(rows).extracting(Interaction::line).containsExactly(2L, 10L);
        assertThat(problems)
                .containsExactly(
                        "line 3: expected 5 fields (epoch_seconds,user,item,provider,converted), found 4: \"1,u,i,p\"",
                        "line 4: epoch_seconds must be a whole number, not \"x\"",
                        "line 5: item must have 1 to 256 characters of valid UTF-8, not \"\"",
                        "line 6: converted must be 0 or 1, not \"yes\"",
                        "line 7: epoch_seconds must be within 0 and now, not -5",
                        "line 8: epoch_seconds must be within 0 and now, not 3000000000");
    }

    @Test
    void shouldSurviveBytesThatAreNoText() throws IOException {
        Path file = folder.resolve("binary.csv");
        byte[] head = (InteractionReader.HEADER + "\n1,u,i,p,0\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, head);
        Files.write(
                file,
                new byte[] {'1', ',', (byte) 0xff, (byte) 0xfe, ',', 'i', ',', 'p', ',', '0', '\n'},
                java.nio.file.StandardOpenOption.APPEND);

        assertThat(read(file)).hasSize(1);
        assertThat(problems).singleElement().asString().startsWith("line 3: user must have");
    }

    @Test
    void shouldReadQuotedFieldsAndLoseOneRowToAStrayQuote() throws IOException {
        List<Interaction> rows =
                read(InteractionReader.HEADER + "\n1,\"u,1\",\"i \"\"new\"\"\",p,0\n2,\"u,i,p,1\n3, u , i ,p, 1 \n");

        assertThat(rows)
                .containsExactly(
                        new Interaction(2, 1_000, "u,1", "i \"new\"", "p", false),
                        new Interaction(4, 3_000, "u", "i", "p", true));
        assertThat(problems).singleElement().asString().startsWith("line 3: ");
    }

    @Test
    void shouldStopShowingButNotCountingMalformedRows() throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, InteractionReader.HEADER + "\n" + "nonsense\n".repeat(100));

        try (InteractionReader reader = InteractionReader.open(file, NOW, problems::add)) {
            assertThat(reader.next()).isNull();
            assertThat(reader.malformed()).isEqualTo(100);
        }
        assertThat(problems).hasSize(21).last().asString().contains("counted, not shown");
    }

    @Test
    void shouldRefuseAFileThatIsNotOne() throws IOException {
        Path file = folder.resolve("other.csv");
        Files.writeString(file, "a,b\n1,2\n");

        assertThatThrownBy(() -> InteractionReader.open(file, NOW, problems::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "must begin with the line \"epoch_seconds,user,item,provider,converted\", not \"a,b\"");
        assertThatThrownBy(() -> InteractionReader.open(folder.resolve("none.csv"), NOW, problems::add))
                .hasMessageContaining("does not exist");
    }

    private List<Interaction> read(String text) throws IOException {
        Path file = folder.resolve("events.csv");
        Files.writeString(file, text);
        return read(file);
    }

    private List<Interaction> read(Path file) throws IOException {
        List<Interaction> rows = new ArrayList<>();
        try (InteractionReader reader = InteractionReader.open(file, NOW, problems::add)) {
            for (Interaction row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
