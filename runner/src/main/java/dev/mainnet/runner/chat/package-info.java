/** OpenAI's wire format: https://platform.openai.com/docs/api-reference/chat, streamed and not. */
@NullMarked
package dev.mainnet.runner.chat;

import org.jspecify.annotations.NullMarked;
