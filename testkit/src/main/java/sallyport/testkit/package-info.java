// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Test tools that know nothing of Sallyport: a clock to turn by hand, a network to break, leaks and golden files to compare.
 *
 * <p>Main path: tests hand {@link sallyport.testkit.ManualClock} to what they test, put a
 * {@link sallyport.testkit.FaultyProxy} between two ends, and register {@link sallyport.testkit.LeakCheck}. Every module may use
 * this one, so it must not depend on any.
 */
@NullMarked
package sallyport.testkit;

import org.jspecify.annotations.NullMarked;
