// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import picocli.CommandLine.IVersionProvider;

/** The version of the build, as the jar's manifest has it. */
final class ServerVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"sallyport server " + (version == null ? "(not packaged)" : version)};
    }
}
