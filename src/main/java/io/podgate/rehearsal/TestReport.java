package io.podgate.rehearsal;

import io.podgate.json.Json;
import io.podgate.policy.PolicyError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of tests.
 *
 * @param untried what no test speaks of, one sentence each
 */
public record TestReport(List<Result> results, List<String> untried) {

    /**
     * One case.
     *
     * @param failures what was not as expected; empty where it passes
     */
    public record Result(String file, int line, String name, List<String> failures) {

        boolean passes() {
            return failures.isEmpty();
        }
    }

    /** What came of tests that cannot be run: each mistake fails what would have read it. */
    public static TestReport broken(List<PolicyError> errors) {
        return new TestReport(
                errors.stream()
                        .map(error -> new Result(error.file(), error.line(), "can be read", List.of(error.message())))
                        .toList(),
                List.of());
    }

    public boolean passes() {
        return results.stream().allMatch(Result::passes);
    }

    private long failed() {
        return results.stream().filter(result -> !result.passes()).count();
    }

    /** What fails, each at the line of its case. */
    public List<PolicyError> failures() {
        return results.stream()
                .flatMap(result -> result.failures().stream()
                        .map(failure -> new PolicyError(
                                result.file(), result.line(), 1, "the test fails: " + result.name() + ": " + failure)))
                .toList();
    }

    /** For somebody who reads it: what fails, what is not tried, and a sum. */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            for (String failure : result.failures()) {
                lines.add(result.file() + ":" + result.line() + ": " + result.name() + ": " + failure);
            }
        }
        lines.addAll(untried);
        lines.add(results.size() - failed() + " passed, " + failed() + " failed");
        return String.join("\n", lines);
    }

    /** For a program. */
    public String json() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("passed", results.size() - failed());
        plain.put("failed", failed());
        plain.put("untried", untried);
        plain.put("cases", results.stream().map(TestReport::plain).toList());
        return Json.text(plain);
    }

    private static Map<String, Object> plain(Result result) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("file", result.file());
        plain.put("line", result.line());
        plain.put("name", result.name());
        plain.put("passed", result.passes());
        plain.put("failures", result.failures());
        return plain;
    }

    /** For a build server: JUnit's XML, a suite a file, and what no test speaks of as skipped ones of another. */
    public String junit() {
        Map<String, List<Result>> byFile = new LinkedHashMap<>();
        results.forEach(result ->
                byFile.computeIfAbsent(result.file(), file -> new ArrayList<>()).add(result));
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%d\" failures=\"%d\" skipped=\"%d\">\n"
                        .formatted(results.size() + untried.size(), failed(), untried.size()));
        byFile.forEach((file, suite) -> {
            xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\">\n"
                    .formatted(
                            escaped(file),
                            suite.size(),
                            suite.stream().filter(result -> !result.passes()).count()));
            suite.forEach(result -> append(result, xml));
            xml.append("  </testsuite>\n");
        });
        appendUntried(xml);
        return xml.append("</testsuites>").toString();
    }

    private void appendUntried(StringBuilder xml) {
        if (!untried.isEmpty()) {
            xml.append("  <testsuite name=\"coverage\" tests=\"%1$d\" failures=\"0\" skipped=\"%1$d\">\n"
                    .formatted(untried.size()));
            untried.forEach(
                    each -> xml.append("    <testcase name=\"%s\" classname=\"coverage\"><skipped/></testcase>\n"
                            .formatted(escaped(each))));
            xml.append("  </testsuite>\n");
        }
    }

    private static void append(Result result, StringBuilder xml) {
        xml.append("    <testcase name=\"%s\" classname=\"%s\" file=\"%s\" line=\"%d\""
                .formatted(escaped(result.name()), escaped(result.file()), escaped(result.file()), result.line()));
        if (result.passes()) {
            xml.append("/>\n");
            return;
        }
        String message = escaped(String.join("\n", result.failures()));
        xml.append(">\n      <failure message=\"").append(message).append("\"/>\n    </testcase>\n");
    }

    /** What XML cannot hold at all becomes a question mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t', '\r' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(c < 0x20 || c == 0xFFFE || c == 0xFFFF ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
