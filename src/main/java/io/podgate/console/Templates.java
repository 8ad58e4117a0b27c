package io.podgate.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages' templates, in {@code templates/console}; what they say of their values is checked when they are built. */
@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {}

    static native TemplateInstance login(Frame frame, String back, String trouble);

    static native TemplateInstance again(Frame frame);

    static native TemplateInstance trouble(Frame frame, String words, String requestId);

    static native TemplateInstance overview(Frame frame, Overview view);

    static native TemplateInstance endpoints(Frame frame, EndpointList view);

    static native TemplateInstance decisions(Frame frame, DecisionList view);

    static native TemplateInstance decision(Frame frame, DecisionView view);

    static native TemplateInstance drift(Frame frame, DriftView view);

    static native TemplateInstance playground(Frame frame, Playground view);
}
