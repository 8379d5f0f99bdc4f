package dev.mainnet.launcher.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The broker's settings, for one machine and little memory. */
final class BrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(int port, int controllerPort, String address, Path data) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(NODE));
        properties.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty(
                "listeners",
                "BROKER://" + address + ":" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "BROKER://" + advertised(address) + ":" + port);
        properties.setProperty("inter.broker.listener.name", "BROKER");
        properties.setProperty(
                "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        forOneBroker(properties);
        forLittleMemory(properties);
        return properties;
    }

    static String advertised(String address) {
        return address.equals("0.0.0.0") ? "127.0.0.1" : address;
    }

    private static void forOneBroker(Properties properties) {
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.setProperty(internal + ".replication.factor", "1");
            properties.setProperty(internal + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
    }

    private static void forLittleMemory(Properties properties) {
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
        properties.setProperty("num.recovery.threads.per.data.dir", "2");
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        properties.setProperty("log.cleaner.io.buffer.size", Integer.toString(128 << 10));
        properties.setProperty("log.segment.bytes", Integer.toString(64 << 20));
        properties.setProperty("log.index.size.max.bytes", Integer.toString(1 << 20));
        properties.setProperty("offsets.topic.segment.bytes", Integer.toString(8 << 20));
        properties.setProperty("metadata.log.segment.bytes", Integer.toString(8 << 20));
        properties.setProperty("metadata.max.retention.bytes", Integer.toString(64 << 20));
        properties.setProperty(
                "metadata.log.max.snapshot.interval.ms",
                Long.toString(Duration.ofHours(1).toMillis()));
        properties.setProperty("controlled.shutdown.max.retries", "1");
    }
}
