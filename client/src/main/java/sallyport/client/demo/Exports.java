// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import sallyport.client.session.ShellWords;
import sallyport.wire.sigv4.Credentials;

/** What another terminal has to set for stock AWS tools to work on the demo. */
record Exports(String target, String endpoint, Path caBundle, String region, Credentials credentials, Path plugins) {
    private Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("SALLYPORT_TARGET", target);
        variables.put("AWS_ENDPOINT_URL", endpoint);
        variables.put("AWS_CA_BUNDLE", caBundle.toString());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region); // what boto3 and version 1 of the CLI read
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_DISABLE_HOST_PREFIX_INJECTION", "true"); // localhost has no streaming-localhost
        return variables;
    }

    /** One {@code export NAME=value} line per variable, for a shell to read. */
    String asShell() {
        return variables().entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + ShellWords.quote(variable.getValue()) + "\n")
                .collect(Collectors.joining(
                        "", "", "export PATH=" + ShellWords.quote(plugins.toString()) + ":\"$PATH\"\n"));
    }
}
