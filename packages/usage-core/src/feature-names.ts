import type { Language } from "./language.ts";

const FEATURE_NAMES: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ["assistant_chat", { ro: "Asistent AI", en: "AI Assistant" }],
  ["search_index", { ro: "Indexare Căutare", en: "Search Indexing" }],
  ["semantic_search", { ro: "Căutare Semantică", en: "Semantic Search" }],
  ["morning_briefing", { ro: "Briefing Matinal", en: "Morning Briefing" }],
  ["legal_research", { ro: "Cercetare Juridică", en: "Legal Research" }],
  ["case_law_search", { ro: "Căutare Jurisprudență", en: "Case Law Search" }],
  ["contract_review", { ro: "Analiză Contracte", en: "Contract Review" }],
  ["contract_drafting", { ro: "Redactare Contracte", en: "Contract Drafting" }],
  ["clause_extraction", { ro: "Extragere Clauze", en: "Clause Extraction" }],
  ["document_summary", { ro: "Rezumate Documente", en: "Document Summaries" }],
  ["document_drafting", { ro: "Redactare Documente", en: "Document Drafting" }],
  ["document_classification", { ro: "Clasificare Documente", en: "Document Classification" }],
  ["document_comparison", { ro: "Comparare Documente", en: "Document Comparison" }],
  ["document_translation", { ro: "Traducere Documente", en: "Document Translation" }],
  ["document_ocr", { ro: "Recunoaștere Text", en: "Text Recognition" }],
  ["deadline_extraction", { ro: "Extragere Termene", en: "Deadline Extraction" }],
  ["task_suggestions", { ro: "Sugestii Sarcini", en: "Task Suggestions" }],
  ["email_drafting", { ro: "Redactare E-mailuri", en: "E-mail Drafting" }],
  ["email_triage", { ro: "Triere E-mailuri", en: "E-mail Triage" }],
  ["meeting_transcription", { ro: "Transcriere Întâlniri", en: "Meeting Transcription" }],
  ["meeting_notes", { ro: "Note de Întâlnire", en: "Meeting Notes" }],
  ["time_entry_suggestions", { ro: "Sugestii Pontaj", en: "Time Entry Suggestions" }],
  ["invoice_narratives", { ro: "Descrieri Facturi", en: "Invoice Narratives" }],
  ["compliance_check", { ro: "Verificare Conformitate", en: "Compliance Check" }],
  ["due_diligence", { ro: "Due Diligence", en: "Due Diligence" }],
  ["anonymization", { ro: "Anonimizare", en: "Anonymization" }],
  ["code_completion", { ro: "Completare Cod", en: "Code Completion" }],
]);

/** The feature's name in the catalogue; for one that is not there, a humanised form of its id. */
export function featureName(feature: string, language: Language): string {
  return FEATURE_NAMES.get(feature)?.[language] ?? humanise(feature);
}

/** `"weekly_digest"`, `"weekly-digest"` and `"weeklyDigest"` become `"Weekly digest"`. */
function humanise(id: string): string {
  const words = id
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .split(/[\s_.:/-]+/u)
    .filter((word) => word !== "")
    // A word in capitals throughout is an abbreviation, and stays.
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()));
  const [first, ...rest] = words;
  if (first === undefined) return id;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
