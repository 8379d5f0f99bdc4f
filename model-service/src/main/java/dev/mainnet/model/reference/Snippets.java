package dev.mainnet.model.reference;

import dev.mainnet.model.signature.TensorSignature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Code to copy that calls a deployment with an API key.
 *
 * @param curl for a shell
 * @param python with the requests library
 * @param javascript with fetch
 */
public record Snippets(String curl, String python, String javascript) {

    private static final String TOO_LONG = "[ ... ]";

    static Snippets of(String apiUrl, TensorSignature signature) {
        String row = CallSchemas.example(signature)
                .map(JsonMapper.shared()::writeValueAsString)
                .orElse(TOO_LONG);
        return new Snippets(curl(apiUrl, row), python(apiUrl, row), javascript(apiUrl, row));
    }

    private static String curl(String url, String row) {
        return """
                curl -X POST %s \\
                  -H 'x-api-key: YOUR_API_KEY' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"input": %s}'
                """.formatted(url, row.replace("'", "'\\''"));
    }

    private static String python(String url, String row) {
        return """
                import json
                import requests

                response = requests.post(
                    "%s",
                    headers={"x-api-key": "YOUR_API_KEY"},
                    json={"input": json.loads(r'''%s''')},
                )
                response.raise_for_status()
                print(response.json()["output"])
                """.formatted(url, row);
    }

    private static String javascript(String url, String row) {
        return """
                const response = await fetch("%s", {
                  method: "POST",
                  headers: { "x-api-key": "YOUR_API_KEY", "Content-Type": "application/json" },
                  body: JSON.stringify({ input: %s }),
                });
                const { output } = await response.json();
                console.log(output);
                """.formatted(url, row);
    }
}
