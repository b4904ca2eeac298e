export { createUsageClient, type UsageClient, type UsageClientOptions } from "./create-usage-client.ts";
export type { Logger } from "./logger.ts";
export type { CallContext } from "./providers/call-context.ts";
export { type AnthropicMessage, fromAnthropic } from "./providers/from-anthropic.ts";
export { type FailedCallContext, fromError } from "./providers/from-error.ts";
export { fromGoogle, type GoogleResponse } from "./providers/from-google.ts";
export { fromOpenAI, type OpenAIResponse } from "./providers/from-openai.ts";
export type { RecordableCall } from "./recordable-call.ts";
export { type Deadline, type RecorderStats, UsageRecorder, type UsageRecorderOptions } from "./usage-recorder.ts";
