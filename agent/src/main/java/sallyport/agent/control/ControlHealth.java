// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import java.time.Instant;

/** Who wants to know how the control channel is. */
public interface ControlHealth {
    void connected(Instant since);

    /** There is no control channel; why, and what to do about it, in one sentence. */
    void disconnected(String trouble);
}
