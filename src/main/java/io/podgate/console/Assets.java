package io.podgate.console;

import io.podgate.endpoint.Payload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages are made of besides their text. The name of each has a digest of its content in it, so that
 * browsers may keep it for ever.
 */
@Singleton
final class Assets {

    private static final String BELOW = "assets/";
    private static final int DIGEST = 12;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private record Asset(String type, String tag, Payload content) {}

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final Frame.Links links;

    Assets() {
        links = new Frame.Links(
                add("console", ".css", "text/css; charset=utf-8"),
                add("htmx.min", ".js", "text/javascript; charset=utf-8"),
                add("icon", ".svg", "image/svg+xml"));
    }

    private String add(String name, String kind, String type) {
        byte[] content = read(name + kind);
        String digest = digest(content);
        String path = BELOW + name + "-" + digest + kind;
        byPath.put(path, new Asset(type, "\"" + digest + "\"", Payload.of(content)));
        return Visit.HOME + "/" + path;
    }

    Frame.Links links() {
        return links;
    }

    static boolean isAsset(String page) {
        return page.startsWith(BELOW);
    }

    /** Empty where there is none of this name, or no more. */
    Optional<Answer> answer(Visit visit) {
        return Optional.ofNullable(byPath.get(visit.page())).map(asset -> {
            boolean known = asset.tag().equals(visit.http().getHeader("If-None-Match"));
            return new Answer(known ? 304 : 200, List.of(), known ? Payload.empty() : asset.content())
                    .with("Content-Type", asset.type())
                    .with("ETag", asset.tag())
                    .with(Answer.CACHE_CONTROL, FOR_EVER);
        });
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/console/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading what the gateway is packed with", e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
