/** English is the shape that every language follows; Romanian has one more plural form, `_few`. */
export type Localized<Node> = {
  [Key in keyof Node]: Node[Key] extends string ? string : Localized<Node[Key]>;
} & {
  [Key in keyof Node as Key extends `${infer Base}_other` ? `${Base}_few` : never]: string;
};
