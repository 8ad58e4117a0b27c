package io.podgate.dialect;

/** Reads what v2 shows of a template. */
final class V2Template {

    private V2Template() {}

    static Template read(Answer answer) throws GarbledAnswer {
        Known known = new Known();
        ContainerJson.read(known, answer);
        return new Template(known.config(), answer.flag("serverless").orElse(false));
    }
}
