/** The attributes for what the GenAI conventions have no name for. The first one present counts. */
export interface AttributeNames {
  readonly user: readonly string[];
  readonly feature: readonly string[];
  readonly firm: string;
}

/**
 * An agent, a workflow and a prompt are named by the conventions and come close to what a product calls a feature;
 * `ai.telemetry.functionId` is what the AI SDK calls it. The service is better than nothing.
 */
export const DEFAULT_ATTRIBUTE_NAMES: AttributeNames = {
  user: ["enduser.id", "user.id"],
  feature: [
    "usage.feature",
    "ai.telemetry.functionId",
    "gen_ai.agent.name",
    "gen_ai.workflow.name",
    "gen_ai.prompt.name",
    "service.name",
  ],
  firm: "usage.firm.id",
};
