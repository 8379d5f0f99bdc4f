package dev.mainnet.model.reference;

/** Code to copy that has a text deployment go on with a conversation; Python and JavaScript by OpenAI's own clients. */
final class TextSnippets {

    private static final String PROMPT = "In the beginning";

    private TextSnippets() {}

    static Snippets of(String apiUrl, String publicUrl, String model) {
        return new Snippets(curl(apiUrl), python(publicUrl, model), javascript(publicUrl, model));
    }

    private static String curl(String url) {
        return """
                curl -N -X POST %s \\
                  -H 'x-api-key: YOUR_API_KEY' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"messages": [{"role": "user", "content": "%s"}], "max_tokens": 64, "stream": true}'
                """.formatted(url, PROMPT);
    }

    private static String python(String publicUrl, String model) {
        return """
                from openai import OpenAI

                client = OpenAI(base_url="%s/v1", api_key="YOUR_API_KEY")
                stream = client.chat.completions.create(
                    model="%s",
                    messages=[{"role": "user", "content": "%s"}],
                    max_tokens=64,
                    stream=True,
                )
                for chunk in stream:
                    if chunk.choices:
                        print(chunk.choices[0].delta.content or "", end="")
                """.formatted(publicUrl, model, PROMPT);
    }

    private static String javascript(String publicUrl, String model) {
        return """
                import OpenAI from "openai";

                const client = new OpenAI({ baseURL: "%s/v1", apiKey: "YOUR_API_KEY" });
                const stream = await client.chat.completions.create({
                  model: "%s",
                  messages: [{ role: "user", content: "%s" }],
                  max_tokens: 64,
                  stream: true,
                });
                for await (const chunk of stream) {
                  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
                }
                """.formatted(publicUrl, model, PROMPT);
    }
}
