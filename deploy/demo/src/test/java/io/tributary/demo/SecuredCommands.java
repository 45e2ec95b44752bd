package io.tributary.demo;

import static io.tributary.demo.SecuredStack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Commands of who operates a service that runs, each as whom may do it.
 *
 * @param port of the service's HTTPS
 */
record SecuredCommands(SecuredStack stack, int port) {
    void doTheirWork() throws Exception {
        doctorFindsNothingWrong();
        stateIsShown();
        deadLettersAreSentAgainByWhoMayOnly();
    }

    private void doctorFindsNothingWrong() {
        String http = "http.port=" + port;
        assertThat(stack.run("tributary", "doctor", "--set", http))
                .as(stack.said())
                .isZero();
        assertThat(stack.said())
                .contains("User:tributary may do what the role service does")
                .contains("https://127.0.0.1:" + port + "/health/ready: ready")
                .contains("schemas are registered", "all partitions have a leader")
                .contains("takes DESCRIBE_CONFIGS on the cluster")
                .doesNotContain("was not answered");

        assertThat(stack.run("operator", "doctor", "--role", "operator", "--set", http))
                .as(stack.said())
                .isZero();
        assertThat(stack.run("operator", "doctor", "--set", http)).isEqualTo(1);
        assertThat(stack.said())
                .contains("FAIL  rights     Kafka denies User:operator", "`doctor --role`")
                .contains("1 failed");
    }

    private void stateIsShown() {
        assertThat(stack.run("operator", "state", "show", "m000", "--url", "https://127.0.0.1:" + port))
                .as(stack.said())
                .isZero();
        assertThat(stack.said()).contains("m000");
    }

    private void deadLettersAreSentAgainByWhoMayOnly() throws Exception {
        try (KafkaProducer<String, byte[]> platform = stack.cluster("platform").producer()) {
            platform.send(new ProducerRecord<>("orders", "m000", "no order".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.run("operator", "dead-letters", "list", "--topic", "orders"))
                    .as(stack.said())
                    .isZero();
            assertThat(stack.said()).contains("1 dead letters");
        });
        assertThat(resend("operator")).isEqualTo(1);
        assertThat(stack.said())
                .startsWith("error: Kafka denies User:operator WRITE on topic ")
                .contains("acls apply --role repair --principal User:operator");
        assertThat(resend("repair")).as(stack.said()).isZero();
        assertThat(stack.said()).contains("resent: 1 dead letters");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.run("repair", "dead-letters", "list", "--topic", "orders"))
                    .isZero();
            assertThat(stack.said()).contains("came back 1 times");
        });
        assertThat(stack.run(
                        "repair",
                        "dead-letters",
                        "discard",
                        "--topic",
                        "orders",
                        "--by",
                        "ann",
                        "--reason",
                        "a test's",
                        "--yes"))
                .as(stack.said())
                .isZero();
    }

    private int resend(String user) {
        return stack.run(user, "dead-letters", "resend", "--topic", "orders", "--by", "ann", "--yes");
    }
}
