package io.podgate.rules;

/**
 * Why a text is no expression.
 *
 * @param line in the text, from 1
 * @param column from 1
 */
public record Fault(int line, int column, String message) {}
