package io.podgate.gateway;

import io.podgate.gateway.Profiles.InFrontOfV1;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** {@link AmbiguityTest} in front of a RunPod that speaks v1. */
@QuarkusTest
@TestProfile(InFrontOfV1.class)
class AmbiguityOnV1Test extends AmbiguityTest {}
