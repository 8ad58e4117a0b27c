package io.podgate.gateway;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** {@link AmbiguityTest} in front of a RunPod that speaks v2. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class AmbiguityOnV2Test extends AmbiguityTest {}
