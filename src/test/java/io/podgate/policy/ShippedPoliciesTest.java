package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShippedPoliciesTest {

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources/demo/policy.yaml", "k8s/base/policy.yaml", "bench/policy.yaml"})
    void every_policy_that_comes_along_passes_its_own_check(String path) {
        assertEquals(new PolicyCheck.Report(List.of(), List.of(), new TreeMap<>()), PolicyCheck.check(Path.of(path)));
    }
}
