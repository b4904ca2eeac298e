/** The rows whose name holds every word of `search`, in whatever case and with or without diacritics. */
export function searchRows<Row>(rows: readonly Row[], search: string, nameOf: (row: Row) => string): readonly Row[] {
  const words = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const name = plain(nameOf(row));
    return words.every((word) => name.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
