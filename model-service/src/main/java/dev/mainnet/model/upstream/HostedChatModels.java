package dev.mainnet.model.upstream;

import java.util.UUID;
import org.springframework.ai.chat.model.ChatModel;

/** The text models of the registry, which runners hold. */
interface HostedChatModels {

    /** The model, to be loaded when it is first called; its errors need not be {@link UpstreamFailure}s yet. */
    ChatModel of(UUID modelId);
}
