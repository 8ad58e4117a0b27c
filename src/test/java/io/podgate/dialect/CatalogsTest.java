package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.endpoint.Catalog;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogsTest {

    @Test
    void cards_have_a_pool_and_a_price_where_RunPod_gives_one() throws GarbledAnswer {
        byte[] answer = """
                {"gpus": [
                  {"id": "NVIDIA L4", "name": "L4", "pool": "AMPERE_24", "memory": 24, "secure": true,
                   "price": {"secure": 0.44, "community": 0.31, "serverless": 0.684}, "maxCount": {"secure": 8}},
                  {"id": "Tesla T4", "pool": null, "price": {"secure": 0.2, "community": 0.1}},
                  {"id": "unpriced", "pool": "AMPERE_24"}]}""".getBytes(UTF_8);
        assertEquals(
                List.of(
                        new Catalog.GpuType(
                                "NVIDIA L4", Optional.of("AMPERE_24"), Optional.of(new BigDecimal("0.684"))),
                        new Catalog.GpuType("Tesla T4", Optional.empty(), Optional.empty()),
                        new Catalog.GpuType("unpriced", Optional.of("AMPERE_24"), Optional.empty())),
                Catalogs.gpus(answer));
    }

    @Test
    void flavours_have_a_range_and_a_price() throws GarbledAnswer {
        byte[] answer = """
                {"cpus": [{"id": "cpu5c", "group": "Gen 5", "vcpu": {"min": 2, "max": 32}, "ramGbPerVcpu": 2.5,
                  "price": {"securePerVcpu": 0.04, "serverlessPerVcpu": 0.03}}, {"id": "cpu9"}]}""".getBytes(UTF_8);
        assertEquals(
                List.of(
                        new Catalog.CpuType("cpu5c", 2, 32, Optional.of(new BigDecimal("0.03"))),
                        new Catalog.CpuType("cpu9", 1, Integer.MAX_VALUE, Optional.empty())),
                Catalogs.cpus(answer));
    }

    @Test
    void both_halves_make_one_catalogue() throws GarbledAnswer {
        Catalog catalog = Catalogs.read(
                "{\"gpus\":[{\"id\":\"a\",\"pool\":\"P\"}]}".getBytes(UTF_8),
                "{\"cpus\":[{\"id\":\"b\"}]}".getBytes(UTF_8));
        assertEquals(List.of("a"), catalog.typesIn("P"));
        assertEquals(1, catalog.cpus().size());
    }

    @Test
    void another_answer_is_garbled() {
        assertGarbled("{\"cpus\":[]}", "the member \"gpus\" is missing");
        assertGarbled("{\"gpus\":[{}]}", "a catalogue entry has no id");
        assertGarbled("{\"gpus\":[{\"id\":\"a\",\"pool\":5}]}", "/gpus/0/pool is a number where a string is due");
        assertGarbled(
                "{\"gpus\":[{\"id\":\"a\",\"price\":{\"serverless\":\"1\"}}]}",
                "/gpus/0/price/serverless is a string where a number is due");
    }

    private static void assertGarbled(String answer, String words) {
        GarbledAnswer garbled = assertThrows(GarbledAnswer.class, () -> Catalogs.gpus(answer.getBytes(UTF_8)));
        assertEquals(words, garbled.getMessage());
    }
}
