package io.podgate.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Hears every log line, exceptions included, until it is closed. */
public final class Logged extends Handler implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Logged() {}

    public static Logged begin() {
        Logged logged = new Logged();
        Logger.getLogger("").addHandler(logged);
        return logged;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        StringWriter text = new StringWriter();
        text.append(
                entry instanceof ExtLogRecord extended
                        ? extended.getFormattedMessage()
                        : String.valueOf(entry.getMessage()));
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
