package io.podgate.admission;

/**
 * What a caller names an update by, so that asking twice does it once. One scope for a PATCH and its POST synonym.
 *
 * @param team whose key it is; keys of other teams are other keys
 * @param key the caller's own text, at most 255 characters
 */
public record IdempotencyKey(String team, String endpointId, String key) {}
