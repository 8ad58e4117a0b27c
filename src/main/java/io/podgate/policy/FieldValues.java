package io.podgate.policy;

import io.podgate.endpoint.EndpointConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/**
 * Values of fields as policy tests have them, and records of the trail but for times below a second, CPU flavours in
 * several sizes and pools that nobody could expand.
 */
public final class FieldValues {

    private FieldValues() {}

    /**
     * Reads an object by the fields' names.
     *
     * @param json every JSON text is a YAML text
     * @param stands whose CPU flavours a number of vCPUs is for, where no flavours are said
     * @return empty where some value has another form
     */
    public static Optional<EndpointConfig> read(byte[] json, EndpointConfig stands) {
        Collection<PolicyError> errors = new ArrayList<>();
        Page page = new Page(new PolicyFile("record", json), errors);
        return YamlDocument.compose(page)
                .flatMap(root -> ConfigReader.update(page, root, stands))
                .filter(config -> errors.isEmpty());
    }
}
