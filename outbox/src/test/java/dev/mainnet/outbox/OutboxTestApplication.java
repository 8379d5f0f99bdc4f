package dev.mainnet.outbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class OutboxTestApplication {}
