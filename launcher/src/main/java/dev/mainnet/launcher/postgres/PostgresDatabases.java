package dev.mainnet.launcher.postgres;

import dev.mainnet.launcher.secrets.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The role and the databases of the services: one database each, all owned by one role that is no superuser. */
public final class PostgresDatabases {
    /** The superuser, used by the launcher only. */
    static final String ADMIN = "postgres";

    /** The role the services connect as. */
    public static final String ROLE = "mainnet";

    /** The databases, in the order of their services. */
    public static final List<String> NAMES = List.of("mainnet_user", "mainnet_model", "mainnet_billing", "mainnet_job");

    private final String address;
    private final int port;
    private final Secrets secrets;

    PostgresDatabases(String address, int port, Secrets secrets) {
        this.address = address;
        this.port = port;
        this.secrets = secrets;
    }

    /** Whether the server answers and holds role and databases; makes those that are missing. */
    public boolean areReady() {
        try (Connection connection = connect()) {
            if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", ROLE)) {
                execute(connection, "CREATE ROLE " + ROLE + " LOGIN");
            }
            execute(connection, "ALTER ROLE " + ROLE + " PASSWORD '" + secrets.postgresPassword() + "'");
            for (String name : NAMES) {
                if (isMissing(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                    execute(connection, "CREATE DATABASE " + name + " OWNER " + ROLE);
                }
            }
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(ADMIN);
        source.setPassword(secrets.postgresAdminPassword());
        source.setConnectTimeout(2);
        source.setSocketTimeout(20);
        return source.getConnection();
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
