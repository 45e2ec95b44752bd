package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureStackIT {
    @TempDir
    Path folder;

    @Test
    void shouldAskWhoSomebodyIsAndLetOnlyTheAdministratorIn() throws Exception {
        List<String> progress = new ArrayList<>();
        try (LocalStack stack =
                LocalStack.start(StackSettings.singleNode(folder).secured(), progress::add)) {
            create(stack, StackSecurity.ADMIN, "mine");
            assertThatThrownBy(() -> create(stack, "tributary", "theirs"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThat(registry(stack, null)).isEqualTo(401);
            assertThat(registry(stack, StackSecurity.REGISTRY_USER + ":wrong")).isEqualTo(401);
            assertThat(registry(
                            stack,
                            StackSecurity.REGISTRY_USER + ":" + stack.security().password(StackSecurity.REGISTRY_USER)))
                    .isEqualTo(200);

            stack.killBroker(1);
            stack.startBroker(1);
            create(stack, StackSecurity.ADMIN, "after-a-restart");
            assertNoPasswordIsSeen(stack, progress);
        }
    }

    private void assertNoPasswordIsSeen(LocalStack stack, List<String> progress) throws Exception {
        List<String> seen = new ArrayList<>(progress);
        for (ProcessStatus process : stack.status()) {
            seen.add(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")));
            seen.add(Files.readString(folder.resolve("logs").resolve(process.name() + ".log")));
        }
        for (String password : stack.security().passwords().values()) {
            assertThat(seen).noneMatch(text -> text.contains(password));
        }
        for (String user : StackSecurity.users()) {
            String token = Files.readString(stack.security().token(user));
            assertThat(seen).noneMatch(text -> text.contains(token));
        }
    }

    private static void create(LocalStack stack, String user, String topic) throws Exception {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", stack.bootstrapServers());
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + stack.security().password(user) + "\";");
        client.put("ssl.truststore.type", "PEM");
        client.put(
                "ssl.truststore.location",
                stack.security().folder().resolve("ca.crt").toString());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static int registry(LocalStack stack, String login) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(stack.security().trusting()).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/subjects"));
        if (login != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
