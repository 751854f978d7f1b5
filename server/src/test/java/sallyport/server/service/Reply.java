// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the front door answered. */
public record Reply(int status, String body) {
    /** The reply of a call that must have succeeded. */
    public JsonNode json() {
        assertThat(status).as(body).isEqualTo(200);
        return JsonMapper.shared().readTree(body);
    }

    /** A text of a JSON reply, empty if it is absent. */
    public String text(String member) {
        return json().path(member).asString("");
    }

    /** The texts of an XML element, wherever it stands, of a call that must have succeeded. */
    public List<String> xml(String element) {
        assertThat(status).as(body).isBetween(200, 299);
        return elements(element);
    }

    private List<String> elements(String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(body);
        List<String> texts = new ArrayList<>();
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    /** Fails unless this is that error, as JSON or XML, with exactly that message. */
    public void assertError(int expectedStatus, String code, String message) {
        assertThat(error()).as(body).isEqualTo(expectedStatus + " " + code + ": " + message);
    }

    /** Fails unless this is that error. */
    public void assertError(String code) {
        assertThat(error()).as(body).matches("4\\d\\d " + Pattern.quote(code) + ": (?s:.*)");
    }

    private String error() {
        if (body.startsWith("<")) {
            return status + " " + String.join("", elements("Code")) + ": " + String.join("", elements("Message"));
        }
        JsonNode json = JsonMapper.shared().readTree(body);
        String message = json.path("message").asString(json.path("Message").asString(""));
        return status + " " + json.path("__type").asString("") + ": " + message;
    }
}
