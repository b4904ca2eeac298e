/** Puts lists into random orders, the same ones in every run of the bench. */
export function shuffler(): <Item>(items: readonly Item[]) => Item[] {
  let state = 1;
  // Park and Miller's generator: its product stays below 2^53.
  const draw = (bound: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
  return (items) => {
    const left = [...items];
    return items.flatMap(() => left.splice(draw(left.length), 1));
  };
}
