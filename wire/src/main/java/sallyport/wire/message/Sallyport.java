// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Marks an end as ours, in open frames and handshakes.
 *
 * <p>COMPAT: a member of its own, because official ends compare version strings as four integers and refuse client actions they
 * do not know, but skip members.
 *
 * @param stream version of the fast stream this end can do; a higher version can do the lower ones
 */
public record Sallyport(@JsonProperty("stream") int stream) {
    /** This version. */
    public static final Sallyport CURRENT = new Sallyport(1);
}
