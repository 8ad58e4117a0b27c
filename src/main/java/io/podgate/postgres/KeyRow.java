package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;

/** A key that stands for a decision from now on. */
record KeyRow(IdempotencyKey key, String fingerprint, String decisionId) {}
