// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import picocli.CommandLine.Command;

/** {@code sallyport ledger}: what can be done with an audit ledger away from its server. */
@Command(name = "ledger", synopsisSubcommandLabel = "COMMAND", header = "Works on an audit ledger.")
final class LedgerCommand {}
