package io.podgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a line why a command cannot do what it is to do, and ends it with 1. */
final class Complaints implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        command.getErr().println(words(failure));
        return 1;
    }

    /** @throws Exception the failure itself where it is a bug */
    private static String words(Exception failure) throws Exception {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read";
            case CharacterCodingException binary -> "a file to be read is no text in UTF-8";
            case UncheckedIOException wrapped -> words(Objects.requireNonNull(wrapped.getCause()));
            case IOException trouble -> said(trouble);
            case IllegalArgumentException wrong -> said(wrong);
            default -> throw failure;
        };
    }

    private static String said(Exception failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}
