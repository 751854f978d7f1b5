// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A whole Sallyport on this machine for as long as one command or one shell lasts.
 *
 * <p>{@link sallyport.client.demo.Demo} makes a {@link sallyport.client.demo.PrivateDirectory}, starts server and agent as
 * {@link sallyport.client.demo.Child} processes, registers the node through the API as anybody would, and opens a session like
 * {@code connect} does. However it ends, it stops the children and removes the directory.
 */
@NullMarked
package sallyport.client.demo;

import org.jspecify.annotations.NullMarked;
