// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The server program: control plane, gateway and stores behind one HTTPS port.
 *
 * <p>{@link sallyport.server.Main} builds every object with {@code new}, top to bottom, in start order, from one {@link sallyport.server.ServerConfig}.
 * Nothing imports this package.
 */
@NullMarked
package sallyport.server;

import org.jspecify.annotations.NullMarked;
