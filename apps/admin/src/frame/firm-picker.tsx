import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import type { Firm } from "./firm-view.ts";

interface FirmPickerProps {
  readonly firms: readonly Firm[];
  readonly firm: Firm;
  readonly onChange: (firmId: string) => void;
}

/** A searchable list of firms. A reader with one firm sees its name as text. */
export function FirmPicker({ firms, firm, onChange }: FirmPickerProps): ReactNode {
  const { t } = useTexts();
  if (firms.length === 1) {
    return (
      <span className="header-firm" title={firm.name}>
        {firm.name}
      </span>
    );
  }
  return (
    <Select
      className="header-firm-picker"
      size="sm"
      searchable
      allowDeselect={false}
      aria-label={t("firm.label")}
      title={firm.name}
      placeholder={t("firm.search")}
      nothingFoundMessage={t("firm.noMatch")}
      data={firms.map(({ id, name }) => ({ value: id, label: name }))}
      value={firm.id}
      onChange={(id) => {
        if (id !== null) onChange(id);
      }}
    />
  );
}
