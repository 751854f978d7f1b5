// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.store.AccessKeyTable;
import tools.jackson.databind.json.JsonMapper;

/** How the context of temporary credentials becomes the JSON of a column and back. */
final class SessionForm {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SessionForm() {}

    static String write(SessionContext.Carried carried) {
        return JSON.writeValueAsString(carried);
    }

    /** Empty for a permanent key. Those of nodes carry nothing but their time. */
    static Optional<SessionContext> read(AccessKeyTable.Row row) {
        if (row.expires() == null) {
            return Optional.empty();
        }
        AccessKeyTable.Derived derived = row.derived();
        return Optional.of(new SessionContext(
                Instant.ofEpochMilli(row.created()),
                Instant.ofEpochMilli(row.expires()),
                derived == null
                        ? SessionContext.Carried.NOTHING
                        : JSON.readValue(derived.carried(), SessionContext.Carried.class)));
    }
}
