import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DataQuality } from "usage-core";
import { useFormat } from "../../i18n/use-format.ts";

/** What else was found, each with what it means and what to do; also what was looked for and not found. */
export function Findings({ quality }: { readonly quality: DataQuality }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { calls: differing, reported, computed } = quality.differingCosts;
  const sums = t("quality.differingSums", { reported: format.eur(reported), computed: format.eur(computed) });
  return (
    <ul className="quality-list">
      <Finding name={t("quality.conflicts")} calls={quality.conflicts} body={t("quality.conflictsBody")} />
      <Finding name={t("quality.mismatches")} calls={quality.mismatches} body={t("quality.mismatchesBody")} />
      <Finding name={t("quality.lateCalls")} calls={quality.lateCalls} body={t("quality.lateCallsBody")} />
      <Finding
        name={t("quality.successesWithoutTokens")}
        calls={quality.successesWithoutTokens}
        body={t("quality.successesWithoutTokensBody")}
      />
      <Finding
        name={t("quality.differingCosts")}
        calls={differing}
        note={differing > 0 ? sums : undefined}
        body={t("quality.differingCostsBody")}
      />
    </ul>
  );
}

interface FindingProps {
  readonly name: string;
  readonly calls: number;
  readonly note?: string | undefined;
  readonly body: string;
}

function Finding({ name, calls, note, body }: FindingProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="quality-item" data-quiet={calls === 0 || undefined}>
      <div className="quality-item-head">
        <h3>{name}</h3>
        {note !== undefined && <span className="panel-note figure">{note}</span>}
        <span className="quality-count figure">
          {calls === 0 ? t("quality.nothingFound") : `${t("quality.calls")}: ${format.count(calls)}`}
        </span>
      </div>
      <p>{body}</p>
    </li>
  );
}
