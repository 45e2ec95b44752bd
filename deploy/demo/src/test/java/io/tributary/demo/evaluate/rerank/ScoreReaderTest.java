package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreReaderTest {
    @TempDir
    Path folder;

    private Path providers;

    @BeforeEach
    void providers() throws IOException {
        providers = folder.resolve("providers.csv");
        Files.writeString(providers, "item,provider\n1,a\n2,b\n3,a\n");
    }

    @Test
    void shouldReadRequestsInTheOrderOfTheirFirstRows() throws IOException {
        ScoreMatrix matrix = read("user,item,score\nu9,1,.5\nu1,3,0\n\nu9,2, .75 \nu1,2,1e-3\n");

        assertThat(matrix.providers()).containsExactly("a", "b");
        assertThat(matrix.requests()).extracting(Request::user).containsExactly("u9", "u1");
        assertThat(matrix.requests().get(0).scores()).containsExactly(.5, .75);
        assertThat(matrix.requests().get(0).sorted()).containsExactly(.75, .5);
        assertThat(matrix.requests().get(1).providers()).containsExactly(0, 1);
    }

    @Test
    void shouldReadCompressedFiles() throws IOException {
        Path scores = folder.resolve("scores.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(scores))) {
            out.write("user,item,score\nu,1,.5\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(ScoreReader.read(scores, providers).candidates()).isEqualTo(1);

        Path plain = folder.resolve("plain.gz");
        Files.writeString(plain, "user,item,score\n");
        assertThatThrownBy(() -> ScoreReader.read(plain, providers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain.gz")
                .hasMessageContaining("GZIP");
    }

    @Test
    void shouldSayWhichRowIsWrongAndWhy() {
        assertRefused("line 3: score must be a number, not \"high\"", "user,item,score\nu,1,.5\nu,2,high\n");
        assertRefused("line 2: score must be finite and not below 0, not NaN", "user,item,score\nu,1,NaN\n");
        assertRefused("line 2: score must be finite and not below 0, not Infinity", "user,item,score\nu,1,Infinity\n");
        assertRefused("line 2: score must be finite and not below 0, not -0.5", "user,item,score\nu,1,-0.5\n");
        assertRefused("line 2: item 7 has no provider", "user,item,score\nu,7,.5\n");
        assertRefused(
                "line 4: item 1 is a candidate of this user already", "user,item,score\nu,1,.5\nv,1,.5\nu,1,.6\n");
        assertRefused("line 2: expected 3 fields (user,item,score), found 2: \"u,1\"", "user,item,score\nu,1\n");
        assertRefused("line 2: a field is empty", "user,item,score\n,1,.5\n");
        assertRefused("must begin with the line \"user,item,score\", not \"u,1,.5\"", "u,1,.5\n");
        assertRefused("is empty: it must begin with the line \"user,item,score\"", "");
        assertRefused("no candidates", "user,item,score\n");
        assertRefused("all scores are 0", "user,item,score\nu,1,0\n");
    }

    @Test
    void shouldRefuseProvidersThatAreAmbiguousOrAlone() throws IOException {
        Files.writeString(providers, "item,provider\n1,a\n1,b\n");
        assertRefused("providers.csv, line 3: item 1 is here for the second time", "user,item,score\nu,1,1\n");

        Files.writeString(providers, "item,provider\n1,a\n2,a\n");
        assertRefused("there is a single provider, a:", "user,item,score\nu,1,1\n");

        Files.delete(providers);
        assertRefused("providers.csv does not exist", "user,item,score\nu,1,1\n");
    }

    private void assertRefused(String message, String scores) {
        assertThatThrownBy(() -> read(scores))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private ScoreMatrix read(String content) throws IOException {
        Path scores = folder.resolve("scores.csv");
        Files.writeString(scores, content);
        return ScoreReader.read(scores, providers);
    }
}
