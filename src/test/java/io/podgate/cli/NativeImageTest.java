package io.podgate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a native image would miss without anybody noticing: what is reflected on has to be listed. */
final class NativeImageTest {

    private static final String LIST = "/META-INF/native-image/picocli-generated/reflect-config.json";

    @ParameterizedTest
    @ValueSource(
            classes = {
                Podgate.class,
                PolicyCommand.class,
                PolicyTestCommand.class,
                PolicyDiffCommand.class,
                PolicyInitCommand.class,
                FleetOptions.class,
                AuditCommand.class,
                TokenCommand.class,
                SandboxCommand.class,
                Version.class
            })
    void every_command_is_listed_for_reflection(Class<?> command) throws IOException {
        try (InputStream list = NativeImageTest.class.getResourceAsStream(LIST)) {
            assertTrue(list != null, LIST + " is not made");
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("\"" + command.getName() + "\""), command.getName());
        }
    }

    /** The language of rules finds the members of its messages by reflection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.google.protobuf.Duration",
                "com.google.protobuf.Timestamp$Builder",
                "com.google.protobuf.DescriptorProtos$FileDescriptorProto"
            })
    void what_rules_reflect_on_is_listed(String message) throws IOException {
        try (InputStream list = NativeImageTest.class.getResourceAsStream(
                "/META-INF/native-image/io.podgate/rules/reflect-config.json")) {
            assertTrue(list != null, "the list is missing");
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("\"" + message + "\""), message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/policy.yaml",
                "/console/assets/console.css",
                "/console/assets/htmx.min.js",
                "/console/assets/icon.svg",
                "/db/migration/V1__ledger.sql",
                "/io/podgate/sandbox/catalog.json",
                "/io/podgate/sandbox/account.json"
            })
    void every_resource_that_is_read_is_there(String resource) {
        assertTrue(NativeImageTest.class.getResource(resource) != null, resource);
    }
}
