/** English as the shape that every language follows: Romanian numbers have one more form, `_few`. */
export type Localized<Node> = {
  [Key in keyof Node]: Node[Key] extends string ? string : Localized<Node[Key]>;
} & {
  [Key in keyof Node as Key extends `${infer Base}_other` ? `${Base}_few` : never]: string;
};
