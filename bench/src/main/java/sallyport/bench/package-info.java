// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the built programs, and nothing else: no product class depends on it and {@code mvn verify} only compiles it.
 *
 * <p>{@code bench/run} is the one command. It drives what needs a terminal or OpenSSH itself ({@code bench/python}), starts the load
 * programs of {@link sallyport.bench.load} against a server of its own, and, when asked by name, the JMH classes of
 * {@link sallyport.bench.hotpath}. Method and results are in {@code docs/benchmarks.md}.
 */
@NullMarked
package sallyport.bench;

import org.jspecify.annotations.NullMarked;
