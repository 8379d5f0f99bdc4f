package dev.mainnet.launcher.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.launcher.settings.FreePorts;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private Settings settings;
    private MailCatcher catcher;

    @BeforeEach
    void start() {
        settings = new Settings(FreePorts.ofAPlatform(), Path.of("."));
        catcher = MailCatcher.start(settings);
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void listsMailsTheNewestFirstInMailpitsWords() throws Exception {
        send("ada@example.com", "One", "text one", "<p>one</p>");
        send("bob@example.com", "Two", "text\n\n two", "<p>two</p>");

        JsonNode list = json("/api/v1/messages?limit=1");

        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.path("messages_count").asInt()).isEqualTo(2);
        assertThat(list.path("count").asInt()).isEqualTo(1);
        assertThat(list.path("start").asInt()).isZero();
        assertThat(list.path("messages").size()).isEqualTo(1);
        JsonNode newest = list.path("messages").get(0);
        assertThat(newest.path("Subject").asString()).isEqualTo("Two");
        assertThat(newest.path("From").path("Name").asString()).isEqualTo("Mainnet");
        assertThat(newest.path("From").path("Address").asString()).isEqualTo("no-reply@example.com");
        assertThat(newest.path("To").get(0).path("Address").asString()).isEqualTo("bob@example.com");
        assertThat(newest.path("Snippet").asString()).isEqualTo("text two");
        assertThat(newest.propertyNames())
                .contains("ID", "MessageID", "Read", "Cc", "Bcc", "ReplyTo", "Created", "Size", "Attachments", "Tags");
        assertThat(json("/api/v1/messages?start=1")
                        .path("messages")
                        .get(0)
                        .path("Subject")
                        .asString())
                .isEqualTo("One");
    }

    @Test
    void showsAMailByItsIdAndTheLatest() throws Exception {
        send("ada@example.com", "Grüße", "text one", "<p>one</p>");
        String id = json("/api/v1/messages").path("messages").get(0).path("ID").asString();

        for (String name : new String[] {id, "latest"}) {
            JsonNode mail = json("/api/v1/message/" + name);
            assertThat(mail.path("Subject").asString()).isEqualTo("Grüße");
            assertThat(mail.path("Text").asString().strip()).isEqualTo("text one");
            assertThat(mail.path("HTML").asString().strip()).isEqualTo("<p>one</p>");
            assertThat(mail.path("ID").asString()).isEqualTo(id);
        }
        assertThat(get("/api/v1/message/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void findsMailsByRecipientAndSubject() throws Exception {
        send("ada@example.com", "Confirm your address", "x", "x");
        send("ada@example.com", "Other", "x", "x");
        send("bob@example.com", "Confirm your address", "x", "x");

        assertThat(subjects("to:ADA@example.com")).containsExactly("Other", "Confirm your address");
        assertThat(subjects("to:ada@example.com%20subject:%22confirm%20your%22"))
                .containsExactly("Confirm your address");
        assertThat(subjects("to:nobody@example.com")).isEmpty();
    }

    @Test
    void deletesAllOrThoseThatAreNamed() throws Exception {
        send("ada@example.com", "One", "x", "x");
        send("ada@example.com", "Two", "x", "x");
        String id = json("/api/v1/message/latest").path("ID").asString();

        delete("{\"IDs\": [\"" + id + "\"]}");
        assertThat(json("/api/v1/messages").path("total").asInt()).isEqualTo(1);
        delete("");
        assertThat(json("/api/v1/messages").path("total").asInt()).isZero();
    }

    @Test
    void letsTheHtmlOfAMailDoNothing() throws Exception {
        send("ada@example.com", "<script>alert(1)</script>", "<script>alert(2)</script>", "<script>alert(3)</script>");
        String id = json("/api/v1/message/latest").path("ID").asString();

        assertThat(get("/").body()).doesNotContain("<script");
        HttpResponse<String> page = get("/mail/" + id);
        assertThat(page.body()).doesNotContain("<script").contains("<iframe sandbox=\"allow-popups\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(get("/view/" + id + ".html")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .startsWith("sandbox")
                .contains("default-src 'none'");
    }

    @Test
    void answersNobodyWhoCallsItByAnotherName() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), settings.mailPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void refusesAMailOfMoreThanAMegabyte() {
        assertThatThrownBy(() -> send("ada@example.com", "Large", "x".repeat((1 << 20) + 1), "x"))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void keepsTheNewestWithinItsBounds() {
        CaughtMails mails = new CaughtMails();
        for (int i = 0; i < CaughtMails.MOST + 10; i++) {
            mails.add(CaughtMail.read("id" + i, "ada@example.com", new byte[10], Instant.EPOCH));
        }
        assertThat(mails.all()).hasSize(CaughtMails.MOST);
        assertThat(mails.named("latest").orElseThrow().id()).isEqualTo("id" + (CaughtMails.MOST + 9));

        byte[] large = new byte[(int) (CaughtMails.MOST_BYTES / 2)];
        for (int i = 0; i < 3; i++) {
            mails.add(CaughtMail.read("large" + i, "ada@example.com", large, Instant.EPOCH));
        }
        assertThat(mails.all()).hasSize(2);
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() -> MailCatcher.start(settings)).isInstanceOf(Refusal.class);
    }

    private List<String> subjects(String query) throws Exception {
        JsonNode found = json("/api/v1/search?query=" + query).path("messages");
        return found.valueStream().map(mail -> mail.path("Subject").asString()).toList();
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private void delete(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/messages"))
                .method("DELETE", BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + settings.mailPort() + path);
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(settings.mailSmtpPort()));
        properties.put("mail.smtp.timeout", "10000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("Mainnet <no-reply@example.com>"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
