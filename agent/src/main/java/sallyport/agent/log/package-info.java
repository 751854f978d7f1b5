// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Where the agent's log lines go: standard error, which systemd's journal keeps.
 *
 * <p>Main path: the JDK finds {@code Main.Loggers} by its service file and asks it for every {@code System.Logger}, which is a
 * {@link sallyport.agent.log.LineLogger}. No files, no settings: a logging library costs the agent 700 classes (docs/adr/0012-agent-memory.md).
 */
@NullMarked
package sallyport.agent.log;

import org.jspecify.annotations.NullMarked;
