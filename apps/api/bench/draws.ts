/** Draws whole numbers from 0 to below a bound, the same ones in every run of the bench. */
export function draws(): (bound: number) => number {
  let state = 1;
  // Park and Miller's generator: its product stays below 2^53.
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}
