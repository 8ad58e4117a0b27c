package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.endpoint.Field;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @Test
    void a_template_tells_its_container_settings_and_whom_it_is_for() throws GarbledAnswer {
        Template template = read(Dialect.V2, """
                {"id": "9x4m2p7v", "name": "n", "image": "i", "args": "", "disk": 50, "mounts": {}, "ports": ["1/http"],
                 "env": {"A": "1"}, "registry": null, "serverless": true, "allowedCudaVersions": ["12.8"]}""");
        assertEquals(
                "{image=i, args=, disk=50, ports=[1/http], env=Env[A], registry=Optional.empty}",
                template.container().toString());
        assertEquals(true, template.serverless());
    }

    @Test
    void a_template_that_does_not_say_so_is_not_for_serverless() throws GarbledAnswer {
        assertEquals(false, read(Dialect.V2, "{\"serverless\":false}").serverless());
        assertEquals(false, read(Dialect.V2, "{}").serverless());
        assertEquals(
                false,
                read(Dialect.V1, "{\"imageName\":\"i\",\"containerDiskInGb\":5}")
                        .serverless());
    }

    @Test
    void v1_tells_the_same_in_other_words() throws GarbledAnswer {
        Template template = read(Dialect.V1, """
                {"category": "NVIDIA", "containerDiskInGb": 50, "containerRegistryAuthId": "reg", "dockerEntrypoint": [],
                 "dockerStartCmd": ["python", "-u", "handler.py"], "earned": 100, "env": {"A": "1"}, "id": "30zmvf89kd",
                 "imageName": "i", "isPublic": false, "isRunpod": true, "isServerless": true, "name": "n",
                 "ports": ["1/http"], "readme": "", "volumeInGb": 20, "volumeMountPath": "/workspace"}""");
        assertEquals(
                "{image=i, args=python -u handler.py, disk=50, ports=[1/http], env=Env[A], registry=Optional[reg]}",
                template.container().toString());
        assertEquals(true, template.serverless());
    }

    @Test
    void an_entrypoint_is_part_of_what_v1_runs() throws GarbledAnswer {
        Template template = read(Dialect.V1, """
                {"imageName": "i", "containerDiskInGb": 5, "dockerEntrypoint": ["sh", "-c"],
                 "dockerStartCmd": ["sleep 1"]}""");
        assertEquals(Optional.of("sh -c sleep 1"), template.container().get(Field.ARGS));
    }

    @Test
    void what_v1_leaves_out_because_it_is_empty_is_known_to_be_empty() throws GarbledAnswer {
        Template template = read(Dialect.V1, "{\"imageName\":\"i\",\"containerDiskInGb\":5}");
        assertEquals(
                "{image=i, args=, disk=5, ports=[], env=Env[], registry=Optional.empty}",
                template.container().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"containerDiskInGb":5} | /imageName is missing
            {"imageName":"i"}       | /containerDiskInGb is missing
            """)
    void a_v1_template_of_which_not_all_is_known_is_no_template(String answer, String why) {
        assertEquals(
                why,
                assertThrows(GarbledAnswer.class, () -> read(Dialect.V1, answer))
                        .getMessage());
    }

    private static Template read(Dialect dialect, String answer) throws GarbledAnswer {
        return dialect.readTemplate(answer.getBytes(UTF_8));
    }
}
