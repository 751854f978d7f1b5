// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node tells about itself every few minutes: the request of {@code UpdateInstanceInformation}. */
public record NodeInformation(
        @JsonProperty("AgentName") String agentName,
        @JsonProperty("AgentStatus") String agentStatus,
        @JsonProperty("AgentVersion") String agentVersion,
        @JsonProperty("ComputerName") String computerName,
        @JsonProperty("IPAddress") String ipAddress,
        @JsonProperty("InstanceId") String instanceId,
        @JsonProperty("PlatformName") String platformName,
        @JsonProperty("PlatformType") String platformType,
        @JsonProperty("PlatformVersion") String platformVersion,
        @JsonProperty("SSMConnectionChannel") String connectionChannel) {}
