package io.podgate.policy;

import io.podgate.endpoint.EndpointConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/** Values of fields as records of the trail and policy tests have them. */
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
        PolicyFile file = new PolicyFile("record", json);
        Collection<PolicyError> errors = new ArrayList<>();
        Page page = new Page(file, errors);
        return YamlDocument.compose(file, page)
                .flatMap(root -> ConfigReader.update(page, root, stands))
                .filter(config -> errors.isEmpty());
    }
}
