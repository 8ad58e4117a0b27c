package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void a_template_tells_its_container_settings_and_whom_it_is_for() throws GarbledAnswer {
        Template template = read("""
                {"id": "9x4m2p7v", "name": "n", "image": "i", "args": "", "disk": 50, "mounts": {}, "ports": ["1/http"],
                 "env": {"A": "1"}, "registry": null, "serverless": true, "allowedCudaVersions": ["12.8"]}""");
        assertEquals(
                "{image=i, args=, disk=50, ports=[1/http], env=Env[A], registry=Optional.empty}",
                template.container().toString());
        assertEquals(true, template.serverless());
    }

    @Test
    void a_template_that_does_not_say_so_is_not_for_serverless() throws GarbledAnswer {
        assertEquals(false, read("{\"serverless\":false}").serverless());
        assertEquals(false, read("{}").serverless());
    }

    private static Template read(String answer) throws GarbledAnswer {
        return Template.read(answer.getBytes(UTF_8));
    }
}
