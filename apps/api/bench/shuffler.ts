import { draws } from "./draws.ts";

/** Puts lists into random orders, the same ones in every run of the bench. */
export function shuffler(): <Item>(items: readonly Item[]) => Item[] {
  const draw = draws();
  return (items) => {
    const left = [...items];
    return items.flatMap(() => left.splice(draw(left.length), 1));
  };
}
