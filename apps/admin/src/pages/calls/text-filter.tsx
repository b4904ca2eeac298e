import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";

interface TextFilterProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly isDecimal?: boolean;
  readonly value: string | undefined;
  /** What is wrong with what was typed; `undefined`: nothing. */
  readonly faultOf: (typed: string) => string | undefined;
  /** Called with a valid text when the reader is done; an empty text removes the filter. */
  readonly onChange: (typed: string) => void;
}

/** A text that filters on Enter, or when the field loses the focus. */
export function TextFilter(props: TextFilterProps): ReactNode {
  const { label, placeholder, isDecimal = false, value = "", faultOf, onChange } = props;
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // The address has changed, as after going back. The field is kept, not remounted, so that it does not lose the focus.
  if (told !== value) {
    setTold(value);
    setTyped(value);
  }
  const fault = typed.trim() === "" ? undefined : faultOf(typed.trim());
  const finish = () => {
    if (fault === undefined && typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={placeholder}
      inputMode={isDecimal ? "decimal" : undefined}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      error={fault}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
      }}
    />
  );
}
