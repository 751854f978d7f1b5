// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.plugin;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.client.aws.SessionTicket;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;

/**
 * What the aws CLI asks of session-manager-plugin.
 *
 * <pre>
 * argument  content
 *        1  the session: JSON of StartSession's answer, or the name of an environment variable that holds it
 *        2  region
 *        3  StartSession
 *        4  profile, empty for none
 *        5  JSON of StartSession's request
 *        6  endpoint for ResumeSession and TerminateSession
 * </pre>
 *
 * The oldest CLIs stop after the third. Source: {@code docs/protocol/data-channel.md#how-the-cli-starts-the-client}.
 */
sealed interface PluginArguments {
    String RESPONSE_VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";

    /**
     * Join the session.
     *
     * @param wantsExitCode whether the document was asked for separate streams, with which the exit code is printed
     */
    record Join(SessionTicket ticket, Settings settings, boolean wantsExitCode) implements PluginArguments {}

    /** Nothing that can be done. */
    record Refused(String text, int exitCode) implements PluginArguments {}

    /**
     * How to reach the API again.
     *
     * @param profile empty for whatever the environment says
     * @param endpoint empty for whatever the settings say
     */
    record Settings(String region, String profile, String endpoint) {}

    /**
     * The answer to StartSession.
     *
     * <p>COMPAT: {@code aws ecs execute-command} hands over names with a small first letter; the official plugin takes any case.
     */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record Response(
            @JsonProperty("SessionId") @Nullable String sessionId,
            @JsonProperty("TokenValue") @Nullable String tokenValue,
            @JsonProperty("StreamUrl") @Nullable String streamUrl) {}

    /** The request to StartSession, as far as it matters here. */
    record Request(@JsonProperty("Parameters") @Nullable Map<String, List<String>> parameters) {
        boolean wantsSeparateStreams() {
            var values = Optional.ofNullable(parameters).map(all -> all.get("separateOutputStream"));
            return values.filter(list -> list.stream().anyMatch("true"::equalsIgnoreCase))
                    .isPresent();
        }
    }

    /** Reads the arguments after the program's name. */
    static PluginArguments parse(List<String> arguments, Map<String, String> environment) {
        if (arguments.size() < 3) {
            return new Refused(
                    "\nUnknown operation %s. \nUse session-manager-plugin --version to check the version.\n\n"
                            .formatted(argument(arguments, 0)),
                    0);
        }
        if (!arguments.get(2).equals("StartSession")) {
            return new Refused("Invalid Operation", 0);
        }
        var first = arguments.getFirst();
        var json = first.startsWith(RESPONSE_VARIABLE) ? environment.getOrDefault(first, "") : first;
        var settings = new Settings(arguments.get(1), argument(arguments, 3), argument(arguments, 5));
        try {
            var request = Messages.read(arguments.size() > 4 ? arguments.get(4) : "{}", Request.class);
            return join(Messages.read(json, Response.class), settings, request.wantsSeparateStreams());
        } catch (MalformedFrameException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static PluginArguments join(Response response, Settings settings, boolean wantsExitCode) {
        var id = response.sessionId();
        var token = response.tokenValue();
        var url = response.streamUrl();
        if (id == null || token == null || url == null) {
            return refused("the session needs SessionId, TokenValue and StreamUrl");
        }
        try {
            return new Join(new SessionTicket(id, token, URI.create(url)), settings, wantsExitCode);
        } catch (IllegalArgumentException e) {
            return refused("the StreamUrl is no URL");
        }
    }

    /** Where the official plugin crashes, it does so with status 2. */
    private static Refused refused(String why) {
        return new Refused("Cannot perform start session: %s\n".formatted(why), 2);
    }

    private static String argument(List<String> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }
}
