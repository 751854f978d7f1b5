// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The program session-manager-plugin, which the aws CLI starts for every session, in the place of AWS's.
 *
 * <p>{@link sallyport.client.plugin.PluginArguments} reads what the CLI hands over, {@link sallyport.client.plugin.Plugin} runs the
 * session with {@link sallyport.client.session} and prints AWS's own texts around it. The launcher answers {@code --version} and
 * the call without arguments, as both are asked before every session.
 */
@NullMarked
package sallyport.client.plugin;

import org.jspecify.annotations.NullMarked;
