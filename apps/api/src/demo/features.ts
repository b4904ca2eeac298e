import {
  CLAUDE_HAIKU,
  CLAUDE_SONNET,
  EMBEDDING,
  GEMINI_FLASH,
  GPT_4O,
  GPT_4O_MINI,
  type Model,
  NEW_MODEL,
  WHISPER,
} from "./models.ts";
import type { Weighted } from "./random.ts";

/** How a feature is used. Tokens are medians. */
export interface Feature {
  readonly id: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly models: Weighted<Model>;
  /** Whether a part of its calls goes to the new model once there is one. */
  readonly triesNewModel?: boolean;
}

const EMBEDDINGS: Weighted<Model> = [[EMBEDDING, 1]];
const SPEECH: Weighted<Model> = [[WHISPER, 1]];
const SMALL: Weighted<Model> = [[GPT_4O_MINI, 1]];
const QUICK: Weighted<Model> = [
  [GPT_4O_MINI, 5],
  [CLAUDE_HAIKU, 2],
];
const LONG_TEXTS: Weighted<Model> = [
  [GEMINI_FLASH, 4],
  [CLAUDE_HAIKU, 3],
];
const CAREFUL: Weighted<Model> = [
  [CLAUDE_SONNET, 6],
  [GPT_4O, 3],
];
const MIXED: Weighted<Model> = [
  [GPT_4O, 5],
  [CLAUDE_SONNET, 3],
  [GPT_4O_MINI, 4],
];

/** What people do, and how often. */
export const DAILY_WORK: Weighted<Feature> = [
  [{ id: "assistant_chat", inputTokens: 6_200, outputTokens: 620, models: MIXED, triesNewModel: true }, 30],
  [{ id: "semantic_search", inputTokens: 320, outputTokens: 0, models: EMBEDDINGS }, 22],
  [{ id: "email_drafting", inputTokens: 2_300, outputTokens: 380, models: QUICK }, 15],
  [{ id: "legal_research", inputTokens: 21_000, outputTokens: 1_500, models: CAREFUL, triesNewModel: true }, 14],
  [{ id: "document_summary", inputTokens: 24_000, outputTokens: 900, models: LONG_TEXTS }, 12],
  [{ id: "case_law_search", inputTokens: 5_600, outputTokens: 320, models: LONG_TEXTS }, 11],
  [{ id: "time_entry_suggestions", inputTokens: 1_700, outputTokens: 160, models: SMALL }, 9],
  [{ id: "contract_drafting", inputTokens: 9_500, outputTokens: 3_400, models: CAREFUL }, 7],
  [{ id: "document_translation", inputTokens: 5_900, outputTokens: 5_700, models: LONG_TEXTS }, 5],
  [{ id: "compliance_check", inputTokens: 15_000, outputTokens: 700, models: LONG_TEXTS }, 4],
  [{ id: "meeting_transcription", inputTokens: 9_200, outputTokens: 8_600, models: SPEECH }, 2],
];

/** The one that comes half way through the story. */
export const NEW_FEATURE: Feature = {
  id: "contract_review",
  inputTokens: 28_000,
  outputTokens: 2_100,
  models: CAREFUL,
  triesNewModel: true,
};

/** What runs at night, for nobody in particular. */
export const NIGHTLY_WORK: Weighted<Feature> = [
  [{ id: "search_index", inputTokens: 6_200, outputTokens: 0, models: EMBEDDINGS }, 12],
  [{ id: "document_classification", inputTokens: 1_800, outputTokens: 30, models: SMALL }, 5],
  [{ id: "deadline_extraction", inputTokens: 7_300, outputTokens: 180, models: LONG_TEXTS }, 3],
];

/** What each person finds in the morning. */
export const BRIEFING: Feature = { id: "morning_briefing", inputTokens: 8_200, outputTokens: 520, models: LONG_TEXTS };

/** What a firm runs over its whole archive, once. */
export const ARCHIVE_WORK: Weighted<Feature> = [
  [{ id: "document_ocr", inputTokens: 14_000, outputTokens: 2_600, models: LONG_TEXTS }, 3],
  [{ id: "due_diligence", inputTokens: 22_000, outputTokens: 1_900, models: CAREFUL }, 2],
];

/** How many of the calls of a feature that tries it go to the new model. */
const NEW_MODEL_SHARE = 0.25;

/** The models that a feature uses, with the new one when there is one. */
export function modelsOf({ models, triesNewModel = false }: Feature, hasNewModel: boolean): Weighted<Model> {
  if (!hasNewModel || !triesNewModel) return models;
  const others = models.reduce((sum, [, weight]) => sum + weight, 0);
  return [...models, [NEW_MODEL, (others * NEW_MODEL_SHARE) / (1 - NEW_MODEL_SHARE)]];
}
