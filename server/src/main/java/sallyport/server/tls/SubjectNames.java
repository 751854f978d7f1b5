// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.tls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names a listener's certificate is valid for: host names first, then addresses, without doubles.
 *
 * <p>Wildcards cover one label, so the service hosts of the official agent ({@code ssm.us-east-1.example.com}) and the bucket hosts
 * ({@code logs.s3.us-east-1.example.com}) need one each.
 *
 * @param dnsNames host names, lower case, possibly with a leading {@code *.}
 * @param addresses IPv4 or IPv6 literals
 */
public record SubjectNames(Set<String> dnsNames, Set<String> addresses) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    public SubjectNames {
        dnsNames = Set.copyOf(dnsNames);
        addresses = Set.copyOf(addresses);
    }

    /**
     * Names of a server.
     *
     * @param hosts public host names or addresses, as users type them
     * @param region region whose wildcard names are added when {@code domain} is given
     * @param domain the domain that official agents are pointed at ({@code ServiceDomain})
     */
    public static SubjectNames of(List<String> hosts, String region, Optional<String> domain) {
        Set<String> dnsNames = new LinkedHashSet<>(List.of("localhost"));
        Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"));
        for (String host : hosts) {
            if (ADDRESS.matcher(host).matches()) {
                addresses.add(host);
            } else {
                dnsNames.add(host.toLowerCase(Locale.ROOT));
            }
        }
        domain.ifPresent(name -> {
            dnsNames.add(name);
            dnsNames.add("*.%s.%s".formatted(region, name));
            dnsNames.add("*.s3.%s.%s".formatted(region, name));
        });
        return new SubjectNames(dnsNames, addresses);
    }

    boolean coveredBy(SubjectNames certificate) {
        return certificate.dnsNames.containsAll(dnsNames) && certificate.addresses.containsAll(addresses);
    }
}
