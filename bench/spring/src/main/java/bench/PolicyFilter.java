package bench;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CACHED_REQUEST_BODY_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.cacheRequestBody;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Who calls, whose endpoint it is, and whether the update is within the limits; nothing else gets to RunPod. */
@Component
final class PolicyFilter implements GlobalFilter, Ordered {

    private static final String SCHEME = "Bearer ";
    private static final String ENDPOINTS = "/v1/endpoints/";

    private final Map<String, String> teams =
            Map.of("0e89820860c342f2c7ec694d144023b10301c2accdd078cb5167a06d0c3d5bcc", "vision");
    private final Map<String, Set<String>> endpoints = Map.of(
            "vision",
            Stream.of("ep%02d", "slow%02d")
                    .flatMap(form -> IntStream.range(0, 64).mapToObj(form::formatted))
                    .collect(Collectors.toSet()));
    private final JsonMapper strict = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** Before the route's own filters, which put in the key. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String team = team(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        if (team == null) {
            return refuse(exchange, HttpStatus.UNAUTHORIZED, List.of());
        }
        String path = exchange.getRequest().getPath().value();
        if (!path.startsWith(ENDPOINTS) || !endpoints.get(team).contains(path.substring(ENDPOINTS.length()))) {
            return refuse(exchange, HttpStatus.NOT_FOUND, List.of());
        }
        if (exchange.getRequest().getMethod() != HttpMethod.PATCH) {
            return chain.filter(exchange);
        }
        return cacheRequestBody(exchange, request -> {
            Update update = update(exchange.getAttribute(CACHED_REQUEST_BODY_ATTR));
            if (update == null) {
                return refuse(exchange, HttpStatus.BAD_REQUEST, List.of());
            }
            List<String> violations = update.violations();
            return violations.isEmpty()
                    ? chain.filter(exchange.mutate().request(request).build())
                    : refuse(exchange, HttpStatus.FORBIDDEN, violations);
        });
    }

    private String team(String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
            return teams.get(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    /** {@code null} where the body is not one. */
    private Update update(DataBuffer body) {
        if (body == null) {
            return null;
        }
        byte[] bytes = new byte[body.readableByteCount()];
        body.toByteBuffer(ByteBuffer.wrap(bytes));
        try {
            return strict.readValue(bytes, Update.class);
        } catch (JacksonException broken) {
            return null;
        }
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status, List<String> violations) {
        byte[] body = strict.writeValueAsBytes(Map.of("status", status.value(), "violations", violations));
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
