package io.podgate.docs;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What can be configured: all that the code maps, and of the framework's what matters. */
final class Settings {

    private static final List<String> FROM_PROPERTIES = List.of(
            "podgate.data.dir",
            "podgate.store",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.password",
            "quarkus.datasource.username",
            "quarkus.http.port",
            "quarkus.management.port",
            "quarkus.http.access-log.enabled",
            "quarkus.shutdown.timeout");

    private Settings() {}

    /** {@code key|default}, sorted. */
    static List<String> all() {
        return Stream.concat(mapped(), fromProperties()).sorted().toList();
    }

    private static Stream<String> mapped() {
        return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("io.podgate").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> type.reflect())
                        .flatMap(type ->
                                of(type, type.getAnnotation(ConfigMapping.class).prefix()));
    }

    private static Stream<String> of(Class<?> type, String prefix) {
        return Arrays.stream(type.getDeclaredMethods()).flatMap(method -> {
            String setting = prefix + "." + setting(method);
            return method.getGenericReturnType() instanceof ParameterizedType map
                            && map.getRawType().equals(Map.class)
                    ? of((Class<?>) map.getActualTypeArguments()[1], setting.replace("|–", ".<name>"))
                    : Stream.of(setting);
        });
    }

    private static String setting(Method method) {
        String key = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return key + "|"
                + Optional.ofNullable(method.getAnnotation(WithDefault.class))
                        .map(WithDefault::value)
                        .orElse("–");
    }

    /** What the paths of requests are called in the framework's metrics. */
    static List<String> namesOfPathsInMetrics() {
        return Arrays.stream(properties()
                        .getProperty("quarkus.micrometer.binder.http-server.match-patterns")
                        .split(",", -1))
                .map(pattern -> pattern.substring(pattern.indexOf('=') + 1))
                .toList();
    }

    private static Stream<String> fromProperties() {
        Properties properties = properties();
        return FROM_PROPERTIES.stream().map(key -> key + "|" + properties.getProperty(key, "–"));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
