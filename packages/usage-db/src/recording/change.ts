/** Who changes what was recorded, and why. */
export interface Change {
  readonly by: string;
  readonly reason: string;
}
