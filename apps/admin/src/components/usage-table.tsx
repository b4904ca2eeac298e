export { DataTable as UsageTable } from "./data-table.tsx";
export type { TableColumn as UsageColumn } from "./table-cells.tsx";
