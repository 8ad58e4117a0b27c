package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes no rules does not pay for their language: it need not even be there. */
class WithoutRulesTest {

    private static final String POLICY = Policies.HEAD + "teams: [{name: vision, limits: {workersMax: {max: 5}}}]\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private int errorsWithoutTheLanguage(String policy) throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), policy);
        List<URL> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!place.contains("/dev/cel/")) {
                places.add(new File(place).toURI().toURL());
            }
        }
        try (URLClassLoader poor =
                new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object report = poor.loadClass(PolicyCheck.class.getName())
                    .getMethod("check", Path.class)
                    .invoke(null, file);
            return ((List<?>) report.getClass().getMethod("errors").invoke(report)).size();
        }
    }

    @Test
    void a_policy_without_rules_is_read_without_the_language() throws Exception {
        assertEquals(0, errorsWithoutTheLanguage(POLICY));
    }

    @Test
    void one_with_rules_is_not() {
        assertThrows(
                InvocationTargetException.class,
                () -> errorsWithoutTheLanguage(POLICY + "rules: [{name: a, expression: \"true\"}]\n"));
    }
}
