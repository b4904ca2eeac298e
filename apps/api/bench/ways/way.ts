import type { Batch } from "../batches.ts";

/** One way of recording calls. */
export interface Way {
  /** Records a batch over one of its connections, numbered from 0, and resolves when it is committed. */
  record(connection: number, batch: Batch): Promise<void>;
  close(): Promise<void>;
}
