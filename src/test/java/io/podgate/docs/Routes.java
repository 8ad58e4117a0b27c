package io.podgate.docs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The routes that the code has, from its annotations. */
public final class Routes {

    /**
     * One method of one path.
     *
     * @param roles who has it; empty where everybody known has
     */
    public record Route(String method, String path, Set<String> roles) {
        public String name() {
            return method + " " + path;
        }
    }

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.podgate");

    private Routes() {}

    public static List<Route> all() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.reflect())
                .flatMap(Routes::of)
                .toList();
    }

    private static Stream<Route> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .flatMap(annotation -> Optional.ofNullable(annotation.getAnnotation(HttpMethod.class)).stream())
                        .map(http -> new Route(http.value(), path(type, method), roles(method))));
    }

    private static String path(Class<?> type, Method method) {
        String below = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(path -> "/" + path.value())
                .orElse("");
        return type.getAnnotation(Path.class).value() + below;
    }

    private static Set<String> roles(Method method) {
        return Optional.ofNullable(method.getAnnotation(RolesAllowed.class))
                .map(allowed -> (Set<String>) new TreeSet<>(List.of(allowed.value())))
                .orElse(Set.of());
    }
}
