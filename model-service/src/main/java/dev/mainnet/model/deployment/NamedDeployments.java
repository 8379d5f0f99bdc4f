package dev.mainnet.model.deployment;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Under which names of models accounts know deployments that need not be theirs. */
@Repository
public class NamedDeployments {

    private final DatabaseClient database;

    NamedDeployments(DatabaseClient database) {
        this.database = database;
    }

    /** Remembers it; the deployment behind a name may be another one than the last time. */
    public Mono<Void> add(UUID accountId, String modelName, UUID deploymentId) {
        return database.sql("""
                        INSERT INTO named_deployment (account_id, model_name, deployment_id) VALUES ($1, $2, $3)
                        ON CONFLICT (account_id, model_name) DO UPDATE SET deployment_id = excluded.deployment_id
                        """)
                .bind(0, accountId)
                .bind(1, modelName)
                .bind(2, deploymentId)
                .then();
    }

    /** The deployment that the account has under that name. */
    public Mono<Deployment> find(UUID accountId, String modelName) {
        return database.sql("SELECT " + DeploymentRows.COLUMNS + """
                         FROM named_deployment n JOIN deployment d ON d.id = n.deployment_id
                        WHERE n.account_id = $1 AND n.model_name = $2
                        """)
                .bind(0, accountId)
                .bind(1, modelName)
                .map(DeploymentRows::read)
                .one();
    }

    /** Forgets all of an account that is gone, within the caller's transaction. */
    Mono<Void> forget(UUID accountId) {
        return database.sql("DELETE FROM named_deployment WHERE account_id = $1")
                .bind(0, accountId)
                .then();
    }
}
